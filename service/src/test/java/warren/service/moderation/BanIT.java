package warren.service.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static warren.service.support.Bodies.assertBadCredentials;
import static warren.service.support.Bodies.assertUnauthenticated;
import static warren.service.support.Bodies.json;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import warren.service.support.BothServices;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** RequestBanUser: required permissions, and effects on sessions and logins. */
@WarrenTest(processes = 2)
class BanIT {
  private final BothServices services;
  private final TestService service;
  private final Rows rows;
  private final String admin;
  private final Bans bans;

  BanIT(BothServices services, TestService service, Rows rows) throws Exception {
    this.services = services;
    this.service = service;
    this.rows = rows;
    this.admin = service.adminToken();
    this.bans = new Bans(services, service, rows, admin);
  }

  private Reply use(String token) throws Exception {
    return service.client().call("RequestAccountData", Map.of(), token);
  }

  private void unban() {
    rows.change("delete from ban where account_id = ?", bans.ada);
  }

  @Test
  void aBanStoresItsReasonAndItsModerator() throws Exception {
    var moderator = service.holder("bob", "moderator");
    bans.ban("permanent: true, reason: 'Rude to Zoe\u0301, \"again\"'", moderator).data();
    assertEquals(
        1,
        rows.count(
            "ban where account_id = ? and actor_id = ? and reason = ?",
            bans.ada,
            rows.account("bob"),
            "Rude to Zo\u00e9, \"again\""));
  }

  @Test
  void aBanEndsAllSessionsForTheNextRequestOnBothServices() throws Exception {
    service.account("bob");
    var bob = service.token("bob", TestService.PASSWORD);
    for (var round = 0; round < 5; round++) {
      var tokens =
          List.of(
              service.token("ada", TestService.PASSWORD),
              service.token("ada", TestService.PASSWORD));
      for (var reply : services.ask("RequestAccountData", Map.of(), tokens.get(0))) {
        assertEquals("ada", reply.data().get("username").textValue());
      }
      bans.ban("permanent: false").data();
      for (var token : tokens) {
        for (var reply : services.ask("RequestAccountData", Map.of(), token)) {
          assertUnauthenticated(reply);
        }
      }
      unban();
    }
    assertEquals(0, rows.count("session where account_id = ? and ended_at is null", bans.ada));
    assertEquals("bob", use(bob).data().get("username").textValue());
  }

  @Test
  void onlyTheRightPasswordRevealsTheBan() throws Exception {
    bans.ban("permanent: true").data();
    Bans.assertBanned(bans.login(TestService.PASSWORD));
    assertBadCredentials(bans.login("not the password"));
    assertEquals(0, rows.count("session where account_id = ?", bans.ada));
  }

  @Test
  void afterABanEarlierSessionsRemainEnded() throws Exception {
    var old = service.token("ada", TestService.PASSWORD);
    bans.ban("permanent: false").data();
    rows.change("update ban set ends_at = now() + interval '1 hour'");
    Bans.assertBanned(bans.login(TestService.PASSWORD));
    rows.change("update ban set ends_at = now()");
    var token = bans.login(TestService.PASSWORD).data().textValue();
    assertNotEquals(old, token);
    assertEquals("ada", use(token).data().get("username").textValue());
    assertUnauthenticated(use(old));
    assertEquals(json("null"), bans.bannedUntil());
    assertEquals(1, rows.count("ban where account_id = ? and lifted_at is null", bans.ada));
  }

  @Test
  void aModeratorCanBanItself() throws Exception {
    var moderator = service.holder("bob", "moderator");
    var body = Map.of("user_id", rows.account("bob"), "permanent", "false");
    service.client().call("RequestBanUser", body, moderator).data();
    assertUnauthenticated(use(moderator));
  }

  @Test
  void aBannedModeratorCannotBan() throws Exception {
    var moderator = service.holder("bob", "moderator");
    var body = Map.of("user_id", rows.account("bob"), "permanent", "true");
    service.client().call("RequestBanUser", body, admin).data();
    assertUnauthenticated(bans.ban("permanent: true", moderator));
    assertEquals(0, rows.count("ban where account_id = ?", bans.ada));
  }
}
