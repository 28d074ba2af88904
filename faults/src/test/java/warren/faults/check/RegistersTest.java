package warren.faults.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.faults.check.Requests.ACCOUNT;
import static warren.faults.check.Requests.ban;
import static warren.faults.check.Requests.login;
import static warren.faults.check.Requests.logout;
import static warren.faults.check.Requests.name;
import static warren.faults.check.Requests.repeatedName;
import static warren.faults.check.Requests.status;
import static warren.faults.check.Requests.unknown;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import warren.faults.history.Entry;
import warren.faults.history.Register;

/** Wrong histories of sessions and accounts are found, and right ones are not reported. */
final class RegistersTest {
  @Test
  void aRevokedTokenIsNotAcceptedLater() {
    var entries = List.of(login("s", 1, 2), logout("s", 3, 4), status("s", 5, 6, true));

    assertReported("session s of account-1: read of true", entries, Map.of());
  }

  @Test
  void aTokenMayBeAcceptedWhileItIsRevoked() {
    assertRight(login("s", 1, 2), logout("s", 3, 9), status("s", 4, 5, true));
  }

  /** The first attempt was carried out, and the last one got its stored reply. */
  @Test
  void aRepeatedWriteMayGetItsReplyAfterTheEndOfItsSession() {
    assertRight(
        List.of(login("s", 1, 2), repeatedName("s", 3, 8, 9, "a"), logout("s", 5, 6)),
        Map.of(Register.NAME, "a"));
  }

  @Test
  void aRepeatedWriteIsNotAcceptedIfItBeganAfterTheEndOfItsSession() {
    var entries = List.of(login("s", 1, 2), logout("s", 3, 4), repeatedName("s", 5, 8, 9, "a"));

    assertReported("session s", entries, Map.of(Register.NAME, "a"));
  }

  @Test
  void aTokenIsNotAcceptedAfterAReplyThatItIsInactive() {
    var entries =
        List.of(
            login("s", 1, 2),
            logout("s", 3, 20),
            status("s", 5, 6, false),
            status("s", 7, 8, true));

    assertReported("session s", entries, Map.of());
  }

  @Test
  void aTokenIsNotAcceptedAfterABan() {
    var entries = List.of(login("s", 1, 2), ban(3, 4), status("s", 5, 6, true));

    assertReported("session s", entries, Map.of());
  }

  @Test
  void aLoginDuringABanMayPrecedeItOrFollowIt() {
    assertRight(ban(1, 5), login("s", 2, 4), status("s", 6, 7, true));
    assertRight(ban(1, 5), login("s", 2, 4), status("s", 6, 7, false));
  }

  @Test
  void aSessionDoesNotEndByItself() {
    var entries = List.of(login("s", 1, 2), status("s", 3, 4, false));

    assertReported("session s", entries, Map.of());
  }

  @Test
  void theLastAcknowledgedNameIsStored() {
    var entries = List.of(name(1, 2, "a"), name(3, 4, "b"));

    assertRight(entries, Map.of(Register.NAME, "b"));
    assertReported("NAME of account-1: read of a", entries, Map.of(Register.NAME, "a"));
  }

  @Test
  void aNameWithoutAReplyMayBeStored() {
    var entries = List.of(name(1, 2, "a"), unknown(name(3, 4, "b")));

    assertRight(entries, Map.of(Register.NAME, "b"));
    assertRight(entries, Map.of(Register.NAME, "a"));
    assertReported("NAME", entries, Map.of(Register.NAME, "c"));
  }

  @Test
  void aLostBanIsFound() {
    assertReported("BAN", List.of(ban(1, 2)), Map.of(Register.BAN, "false"));
  }

  private static void assertRight(Entry... entries) {
    assertRight(List.of(entries), Map.of());
  }

  private static void assertRight(List<Entry> entries, Map<Register, String> state) {
    assertEquals(List.of(), Registers.check(entries, Map.of(ACCOUNT, state)));
  }

  private static void assertReported(
      String text, List<Entry> entries, Map<Register, String> state) {
    var violations = Registers.check(entries, Map.of(ACCOUNT, state));
    assertEquals(1, violations.size(), violations::toString);
    assertTrue(violations.get(0).text().contains(text), violations::toString);
  }
}
