package warren.service.sessions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.support.Bodies.assertForbidden;
import static warren.service.support.Bodies.assertUnauthenticated;
import static warren.service.support.Bodies.json;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** The end of a session and changes of its permissions apply to the next request. */
@WarrenTest
class SessionIT {
  private final TestService service;
  private final Rows rows;

  private String token = "";

  SessionIT(TestService service, Rows rows) {
    this.service = service;
    this.rows = rows;
  }

  @BeforeEach
  void logIn() throws Exception {
    service.account("ada");
    token = newToken();
  }

  private String newToken() throws Exception {
    return service.token("ada", TestService.PASSWORD);
  }

  private Reply use(String token) throws Exception {
    return service.client().call("RequestAccountData", Map.of(), token);
  }

  private void assertActive(String token) throws Exception {
    assertEquals("ada", use(token).data().get("username").textValue());
  }

  private Reply invalidate(@Nullable String token) throws Exception {
    return service.client().call("RequestInvalidateLoginToken", Map.of(), token);
  }

  private static void assertInvalidated(Reply reply) throws Exception {
    var at = reply.data().path("invalidated_at").asText();
    assertEquals(json("{data: {invalidated_at: '%s'}}", Instant.parse(at)), reply.body());
    assertEquals("ConfirmInvalidateToken", reply.properties().getType());
  }

  @Test
  void invalidatingATokenEndsItsSessionAtOnce() throws Exception {
    assertActive(token);
    var reply = invalidate(token);
    assertInvalidated(reply);
    assertUnauthenticated(use(token));
    assertEquals(
        rows.one(Instant.class, "select ended_at from session"),
        Instant.parse(reply.data().get("invalidated_at").textValue()));
  }

  @Test
  void invalidatingSucceedsWhateverTheToken() throws Exception {
    invalidate(token);
    var ended = rows.one(Instant.class, "select ended_at from session");
    for (var any :
        new @Nullable String[] {null, "", "nonsense", token, "x".repeat(5000), "\u0000"}) {
      assertInvalidated(invalidate(any));
    }
    var properties = service.client().properties().headers(Map.of("jwt", 7)).build();
    assertInvalidated(service.client().send("RequestInvalidateLoginToken", properties, "{}"));
    assertEquals(ended, rows.one(Instant.class, "select ended_at from session"));
  }

  @Test
  void invalidatingAnExpiredTokenEndsItsSessionToo() throws Exception {
    rows.change("update session_token set expires_at = now()");
    assertInvalidated(invalidate(token));
    assertEquals(1, rows.count("session where ended_at is not null"));
  }

  @Test
  void twoSessionsOfAnAccountAreIndependent() throws Exception {
    var other = newToken();
    assertInvalidated(invalidate(token));
    assertUnauthenticated(use(token));
    assertActive(other);
    assertActive(newToken());
  }

  @Test
  void aDisabledAccountsTokenIsActiveAgainWhenItIsEnabled() throws Exception {
    rows.change("update account set enabled = false where username = 'ada'");
    assertUnauthenticated(use(token));
    rows.change("update account set enabled = true where username = 'ada'");
    assertActive(token);
  }

  @Test
  void aBannedAccountsTokenIsActiveAgainAfterTheBan() throws Exception {
    rows.ban("ada", "null");
    assertUnauthenticated(use(token));
    rows.change("update ban set ends_at = now() + interval '1 hour'");
    assertUnauthenticated(use(token));
    rows.change("update ban set ends_at = now()");
    assertActive(token);
    rows.change("update ban set ends_at = null, lifted_at = now()");
    assertActive(token);
  }

  @Test
  void anErasedAccountsTokenIsInactive() throws Exception {
    rows.erase("ada");
    assertUnauthenticated(use(token));
  }

  @Test
  void anAssignedOrRemovedRoleAppliesToTheNextRequest() throws Exception {
    var other = Map.of("user_id", rows.account("admin"));
    assertForbidden(service.client().call("RequestAccountData", other, token));
    rows.give("ada", "moderator");
    assertMayRead(other);
    rows.take("ada", "moderator");
    assertForbidden(service.client().call("RequestAccountData", other, token));

    rows.join("ada", rows.group("Moderators", false, "moderator"));
    assertMayRead(other);
    rows.change("delete from account_group_member");
    assertForbidden(service.client().call("RequestAccountData", other, token));
  }

  @Test
  void anAssignedOrRemovedPermissionAppliesToTheNextRequest() throws Exception {
    var other = Map.of("user_id", rows.account("admin"));
    rows.role("reader", 1, "CAN_READ_ACCOUNTS");
    rows.give("ada", "reader");
    assertMayRead(other);
    rows.change("delete from role_permission where role_id = ?", rows.roleId("reader"));
    assertForbidden(service.client().call("RequestAccountData", other, token));
  }

  private void assertMayRead(Map<String, ?> other) throws Exception {
    var data = service.client().call("RequestAccountData", other, token).data();
    assertEquals("admin", data.get("username").textValue());
  }

  @Test
  void an101stSessionEndsTheOldest() throws Exception {
    var admin = service.adminToken();
    List<String> tokens = new ArrayList<>(List.of(token));
    while (tokens.size() < 100) {
      tokens.add(newToken());
    }
    assertActive(token);

    tokens.add(newToken());
    assertUnauthenticated(use(token));
    for (var newer : tokens.subList(1, 101)) {
      assertActive(newer);
    }
    assertEquals("admin", use(admin).data().get("username").textValue());
  }

  @Test
  void anEndedSessionIsNotCountedTowardsTheLimit() throws Exception {
    List<String> tokens = new ArrayList<>();
    while (tokens.size() < 99) {
      tokens.add(newToken());
    }
    invalidate(tokens.get(50));
    newToken();
    assertActive(token);
    newToken();
    assertUnauthenticated(use(token));
  }
}
