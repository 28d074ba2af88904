package warren.faults.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.faults.check.Requests.ACCOUNT;
import static warren.faults.check.Requests.flag;
import static warren.faults.check.Requests.name;
import static warren.faults.check.Requests.repetition;
import static warren.faults.check.Requests.unknown;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import warren.faults.check.Violation.Kind;
import warren.faults.history.Entry;
import warren.faults.history.Event;

/** Lost, doubled and reordered effects are found. */
final class EffectsTest {
  private static final String KEY = Effects.key(ACCOUNT, "UpdateAccount");

  private final List<Entry> two = List.of(name(1, 2, "a"), name(3, 4, "b"));

  @Test
  void oneEffectForEachAcknowledgedWriteIsRight() {
    assertEquals(List.of(), kinds(Effects.check(two, "audit entries", Map.of(KEY, 2))));
  }

  @Test
  void aMissingEffectIsLost() {
    assertEquals(List.of(Kind.LOST), kinds(Effects.check(two, "audit entries", Map.of(KEY, 1))));
    assertEquals(List.of(Kind.LOST), kinds(Effects.check(two, "audit entries", Map.of())));
  }

  @Test
  void anAdditionalEffectIsDoubled() {
    assertEquals(List.of(Kind.DOUBLED), kinds(Effects.check(two, "audit entries", Map.of(KEY, 3))));
  }

  @Test
  void aWriteWithoutAReplyHasAnEffectOrNone() {
    var entries = List.of(name(1, 2, "a"), unknown(name(3, 4, "b")));

    assertEquals(List.of(), kinds(Effects.check(entries, "events", Map.of(KEY, 1))));
    assertEquals(List.of(), kinds(Effects.check(entries, "events", Map.of(KEY, 2))));
    assertEquals(List.of(Kind.DOUBLED), kinds(Effects.check(entries, "events", Map.of(KEY, 3))));
  }

  @Test
  void aRepetitionHasNoEffectOfItsOwn() {
    var first = name(1, 2, "a");
    var entries = List.of(first, repetition(first, 200, "null"));

    assertEquals(
        List.of(Kind.DOUBLED), kinds(Effects.check(entries, "audit entries", Map.of(KEY, 2))));
  }

  @Test
  void eachWriteHasOneRowWithItsValue() {
    var entries = List.of(flag(1, 2), flag(3, 4));

    assertEquals(
        List.of(Kind.LOST, Kind.DOUBLED),
        kinds(Effects.checkEach(entries, "RequestFlagUser", "flags", Map.of("flag-3", 2))));
  }

  @Test
  void aRepetitionWithAnotherReplyIsFound() {
    var first = name(1, 2, "a");

    assertEquals(
        List.of(), kinds(Repetitions.check(List.of(first, repetition(first, 200, "null")))));
    assertEquals(
        List.of(Kind.WRONG),
        kinds(Repetitions.check(List.of(first, repetition(first, 200, "{}")))));
    assertEquals(
        List.of(Kind.WRONG),
        kinds(Repetitions.check(List.of(first, repetition(first, 409, "null")))));
  }

  @Test
  void eventsInAnotherOrderThanTheirWritesAreFound() {
    var one = new Event("1", "account.updated", "id", "c-a");
    var other = new Event("2", "account.updated", "id", "c-b");

    assertEquals(List.of(), kinds(EventOrder.check(two, List.of(one, other))));
    assertEquals(List.of(Kind.WRONG), kinds(EventOrder.check(two, List.of(other, one))));
  }

  @Test
  void eventsOfSimultaneousWritesAndOfOtherAccountsHaveAnyOrder() {
    var one = new Event("1", "account.updated", "id", "c-a");
    var other = new Event("2", "account.updated", "another id", "c-b");

    assertEquals(List.of(), kinds(EventOrder.check(two, List.of(other, one))));
    var simultaneous = List.of(name(1, 4, "a"), name(2, 3, "b"));
    var same = new Event("2", "account.updated", "id", "c-b");
    assertEquals(List.of(), kinds(EventOrder.check(simultaneous, List.of(same, one))));
  }

  @Test
  void aCountThatHasGrownIsALeak() {
    assertEquals(List.of(), kinds(Leaks.compare(Map.of("threads", 40), Map.of("threads", 50))));
    assertEquals(
        List.of(Kind.WRONG), kinds(Leaks.compare(Map.of("threads", 40), Map.of("threads", 100))));
  }

  private static List<Kind> kinds(List<Violation> violations) {
    return violations.stream().map(Violation::kind).toList();
  }
}
