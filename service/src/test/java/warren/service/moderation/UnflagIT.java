package warren.service.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.support.Bodies.assertForbidden;
import static warren.service.support.Bodies.assertInvalidFields;
import static warren.service.support.Bodies.assertUnknownAccount;
import static warren.service.support.Bodies.json;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** RequestUnflagUser. */
@WarrenTest
class UnflagIT {
  private final TestService service;
  private final Rows rows;

  private UUID ada = new UUID(0, 0);
  private String moderator = "";

  UnflagIT(TestService service, Rows rows) {
    this.service = service;
    this.rows = rows;
  }

  @BeforeEach
  void makeAFlaggedAccount() throws Exception {
    service.account("ada");
    ada = rows.account("ada");
    moderator = service.holder("mod", "moderator");
    call("RequestFlagUser", Map.of("user_id", ada), moderator).data();
  }

  private Reply call(String operation, Map<String, ?> body, String token) throws Exception {
    return service.client().call(operation, body, token);
  }

  private Reply unflag(UUID account, String token) throws Exception {
    return call("RequestUnflagUser", Map.of("user_id", account, "reason", "Looked at"), token);
  }

  private long flags() {
    return rows.count("flag where account_id = ? and lifted_at is null", ada);
  }

  @Test
  void aFlagIsTakenAway() throws Exception {
    var reply = unflag(ada, moderator);
    assertEquals(json("{data: null}"), reply.body());
    assertEquals(200, reply.status());
    assertEquals("ConfirmUnflagUser", reply.properties().getType());
    assertEquals(0, flags());
    assertEquals(
        json("{data: {users: [], next: null}}"),
        call("RequestAllFlagged", Map.of(), moderator).body());
    var data = call("RequestAccountData", Map.of("user_id", ada), moderator).data();
    assertEquals(json("false"), data.get("flagged"));
  }

  @Test
  void moderatorAndReasonAreStored() throws Exception {
    unflag(ada, moderator).data();
    unflag(ada, service.adminToken()).data();
    assertEquals(
        List.of("Looked at"),
        rows.all(
            String.class,
            "select lift_reason from flag where account_id = ? and lifted_by = ?",
            ada,
            rows.account("mod")));
    assertEquals(1, rows.count("flag where account_id = ?", ada));
  }

  @Test
  void theFlagsOfOtherAccountsRemain() throws Exception {
    var bob = UUID.fromString(service.account("bob"));
    call("RequestFlagUser", Map.of("user_id", bob), moderator).data();
    unflag(ada, moderator).data();
    assertEquals(1, rows.count("flag where account_id = ?", bob));
  }

  @Test
  void withoutAFlagItSucceeds() throws Exception {
    unflag(ada, moderator).data();
    unflag(ada, moderator).data();
    call("RequestFlagUser", Map.of("user_id", ada), moderator).data();
    assertEquals(1, flags());
  }

  @Test
  void onlyAModeratorAboveTheAccountMay() throws Exception {
    assertForbidden(unflag(ada, service.token("ada", TestService.PASSWORD)));
    rows.give("ada", "moderator");
    assertForbidden(unflag(ada, moderator));
    assertEquals(1, flags());
    unflag(ada, service.adminToken()).data();
    assertEquals(0, flags());
  }

  @Test
  void anUnknownOrErasedAccountIsRefused() throws Exception {
    rows.erase("ada");
    assertUnknownAccount(unflag(ada, moderator));
    assertUnknownAccount(unflag(UUID.randomUUID(), moderator));
  }

  @Test
  void wrongFieldsAreNamed() throws Exception {
    assertInvalidFields(
        "{user_id: ['is required'], reason: ['must be at most 500 characters']}",
        call("RequestUnflagUser", Map.of("reason", "x".repeat(501)), moderator));
  }
}
