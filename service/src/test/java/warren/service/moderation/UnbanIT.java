package warren.service.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static warren.service.support.Bodies.assertForbidden;
import static warren.service.support.Bodies.assertInvalidFields;
import static warren.service.support.Bodies.assertRefused;
import static warren.service.support.Bodies.assertUnauthenticated;
import static warren.service.support.Bodies.assertUnknownAccount;
import static warren.service.support.Bodies.json;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import warren.service.support.BothServices;
import warren.service.support.FailedLogins;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;
import warren.service.support.WarrenTest.Scope;

/** RequestUnbanUser: the ban that it lifts, and logins afterwards. */
@WarrenTest
class UnbanIT {
  private final TestService service;
  private final Rows rows;

  private UUID ada = new UUID(0, 0);
  private String moderator = "";

  UnbanIT(TestService service, Rows rows) {
    this.service = service;
    this.rows = rows;
  }

  @BeforeEach
  void makeAccounts() throws Exception {
    service.account("ada");
    ada = rows.account("ada");
    moderator = service.holder("mod", "moderator");
  }

  private void ban() throws Exception {
    var body = Map.of("user_id", ada, "permanent", true);
    service.client().call("RequestBanUser", body, service.adminToken()).data();
  }

  private Reply unban(UUID account, @Nullable String reason, String token) throws Exception {
    Map<String, @Nullable Object> body = new HashMap<>();
    body.put("user_id", account);
    body.put("reason", reason);
    return service.client().call("RequestUnbanUser", body, token);
  }

  private Reply unban() throws Exception {
    return unban(ada, null, moderator);
  }

  private Reply login(String password) throws Exception {
    var body = Map.of("username", "ada", "password", password);
    return service.client().call("RequestLoginToken", body);
  }

  private void assertLifted(String condition, Object... arguments) {
    assertEquals(1, rows.count("ban where account_id = ?", ada));
    assertEquals(1, rows.count("ban where " + condition, arguments));
  }

  @Test
  void aBanIsLiftedWithTimeReasonAndWhoLiftedIt() throws Exception {
    ban();
    var before = Instant.now();
    var reply = unban(ada, "Sorry, Zoe\u0301", moderator);
    assertEquals(json("{data: null}"), reply.body());
    assertEquals(200, reply.status());
    assertEquals("ConfirmUnbanUser", reply.properties().getType());
    assertLifted(
        "lifted_by = ? and lift_reason = ? and actor_id = ? and ends_at is null",
        rows.account("mod"),
        "Sorry, Zo\u00e9",
        rows.account("admin"));
    var lifted = rows.one(Instant.class, "select lifted_at from ban");
    assertFalse(lifted.isBefore(before.minusMillis(1)));
    assertFalse(lifted.isAfter(Instant.now()));
  }

  @WarrenTest(processes = 2, scope = Scope.TEST)
  @Test
  void theNextLoginIsLetInOnBothAndTheOldTokenStaysDead(BothServices both) throws Exception {
    var old = service.token("ada", TestService.PASSWORD);
    ban();
    assertRefused(403, "banned", "This account is banned.", login(TestService.PASSWORD));
    unban().data();
    for (var each : new TestService[] {both.one(), both.other()}) {
      var token = each.token("ada", TestService.PASSWORD);
      var own = each.client().call("RequestAccountData", Map.of(), token).data();
      assertEquals(json("null"), own.get("banned_until"));
      assertUnauthenticated(each.client().call("RequestAccountData", Map.of(), old));
    }
  }

  @Test
  void withoutAnActiveBanItSucceedsAndChangesNoBan() throws Exception {
    unban().data();
    assertEquals(0, rows.count("ban"));
    ban();
    unban(ada, "first", moderator).data();
    unban(ada, "second", service.adminToken()).data();
    assertLifted("lift_reason = 'first' and lifted_by = ?", rows.account("mod"));
  }

  @Test
  void anEndedBanIsNotLifted() throws Exception {
    rows.ban("ada", "now()");
    unban(ada, "late", moderator).data();
    assertLifted("lifted_at = ends_at and lifted_by is null and lift_reason is null");
  }

  @Test
  void theThrottleOfTheNameIsCleared() throws Exception {
    for (var i = 0; i < 5; i++) {
      assertEquals("bad_credentials", login("wrong password " + i).code());
    }
    new FailedLogins(service)
        .assertWaitAfterLast(Duration.ofSeconds(1), () -> login(TestService.PASSWORD));
    unban().data();
    login(TestService.PASSWORD).data();
  }

  @Test
  void anAccountMayBeBannedAgain() throws Exception {
    ban();
    unban().data();
    ban();
    assertRefused(403, "banned", "This account is banned.", login(TestService.PASSWORD));
    assertEquals(2, rows.count("ban where account_id = ?", ada));
  }

  @Test
  void onlyAModeratorAboveTheAccountMay() throws Exception {
    ban();
    var bob = service.account("bob");
    assertForbidden(unban(ada, null, service.token("bob", TestService.PASSWORD)));
    rows.give("ada", "moderator");
    assertForbidden(unban());
    rows.ban("bob", "null");
    unban(UUID.fromString(bob), null, moderator).data();
    assertEquals(1, rows.count("ban where lifted_at is null and account_id = ?", ada));
    unban(ada, null, service.adminToken()).data();
    assertEquals(0, rows.count("ban where lifted_at is null"));
  }

  @Test
  void anUnknownOrErasedAccountIsRefused() throws Exception {
    rows.erase("ada");
    assertUnknownAccount(unban());
    assertUnknownAccount(unban(UUID.randomUUID(), null, moderator));
  }

  @Test
  void invalidFieldsAreReportedAndChangeNothing() throws Exception {
    ban();
    assertInvalidFields(
        "{reason: ['must be at most 500 characters']}", unban(ada, "x".repeat(501), moderator));
    assertInvalidFields(
        "{user_id: ['is required'], reason: ['must be text']}",
        service.client().call("RequestUnbanUser", Map.of("reason", 1), moderator));
    assertEquals(1, rows.count("ban where lifted_at is null"));
  }
}
