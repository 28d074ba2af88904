package warren.service.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.support.Bodies.assertForbidden;
import static warren.service.support.Bodies.assertInvalidFields;
import static warren.service.support.Bodies.assertUnauthenticated;
import static warren.service.support.Bodies.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** RequestFlagUser, and the flag in RequestAllFlagged. */
@WarrenTest
class FlagIT {
  private final TestService service;
  private final Rows rows;

  private String moderator = "";

  FlagIT(TestService service, Rows rows) {
    this.service = service;
    this.rows = rows;
  }

  @BeforeEach
  void empty() throws Exception {
    moderator = service.holder("mod", "moderator");
  }

  private Reply flag(UUID account, @Nullable String reason, String token) throws Exception {
    Map<String, @Nullable Object> body = new HashMap<>();
    body.put("user_id", account);
    body.put("reason", reason);
    return service.client().call("RequestFlagUser", body, token);
  }

  private void flag(String username) throws Exception {
    service.account(username);
    flag(rows.account(username), null, moderator).data();
  }

  private Reply flagged(Map<String, ?> body) throws Exception {
    return service.client().call("RequestAllFlagged", body, moderator);
  }

  private static List<String> usernames(JsonNode page) {
    List<String> usernames = new ArrayList<>();
    page.get("users").forEach(user -> usernames.add(user.get("username").textValue()));
    return usernames;
  }

  private Instant flaggedAt(UUID account) {
    return rows.one(
        Instant.class,
        "select flagged_at from flag where account_id = ? and lifted_at is null",
        account);
  }

  private String entry(UUID account, String username, String reason, UUID by) {
    return "{user_id: '%s', username: '%s', reason: %s, flagged_by: '%s', flagged_at: '%s'}"
        .formatted(account, username, reason, by, flaggedAt(account));
  }

  @Test
  void aFlagIsConfirmedWithoutDataAndListed() throws Exception {
    assertEquals(json("{data: {users: [], next: null}}"), flagged(Map.of()).body());
    service.account("Ada");
    var ada = rows.account("ada");
    var before = Instant.now();
    var reply = flag(ada, "Rude to Zoe\u0301", moderator);
    assertEquals(json("{data: null}"), reply.body());
    assertEquals(200, reply.status());
    assertEquals("ConfirmFlagUser", reply.properties().getType());
    assertFalse(flaggedAt(ada).isBefore(before.minusMillis(1)));
    assertFalse(flaggedAt(ada).isAfter(Instant.now()));

    var list = flagged(Map.of());
    var entry = entry(ada, "Ada", "'Rude to Zo\u00e9'", rows.account("mod"));
    assertEquals(json("{data: {users: [%s], next: null}}", entry), list.body());
    assertEquals("ReturnAllFlagged", list.properties().getType());
  }

  @Test
  void theAccountIsShownAsFlagged() throws Exception {
    service.account("ada");
    var body = Map.of("user_id", rows.account("ada"));
    for (var expected : List.of(false, true)) {
      var data = service.client().call("RequestAccountData", body, moderator).data();
      assertEquals(expected, data.get("flagged").booleanValue());
      flag(rows.account("ada"), null, moderator).data();
    }
  }

  @Test
  void flaggingAgainReplacesReasonActorAndTime() throws Exception {
    service.account("ada");
    var ada = rows.account("ada");
    flag(ada, "first", moderator).data();
    flag("bob");
    var first = flaggedAt(ada);
    flag(ada, null, service.adminToken()).data();
    assertTrue(flaggedAt(ada).isAfter(first));
    assertEquals(
        json(
            "{data: {users: [%s, %s], next: null}}",
            entry(ada, "ada", "null", rows.account("admin")),
            entry(rows.account("bob"), "bob", "null", rows.account("mod"))),
        flagged(Map.of()).body());
    assertEquals(
        List.of("first null " + rows.account("admin"), "null null null"),
        rows.all(
            String.class,
            """
            select concat_ws(
              ' ', coalesce(reason, 'null'), coalesce(lift_reason, 'null'),
              coalesce(lifted_by::text, 'null'))
            from flag where account_id = ? order by flagged_at
            """,
            ada));
  }

  @Test
  void nothingElseOfTheAccountChanges() throws Exception {
    service.account("ada");
    var token = service.token("ada", TestService.PASSWORD);
    var before = (ObjectNode) service.client().call("RequestAccountData", Map.of(), token).data();
    flag(rows.account("ada"), "rude", moderator).data();
    var after = service.client().call("RequestAccountData", Map.of(), token).data();
    assertEquals(before.put("flagged", true), after);
  }

  @Test
  void aReasonHasAtMost500CodePoints() throws Exception {
    service.account("ada");
    var ada = rows.account("ada");
    for (var reason :
        List.of("x".repeat(500), "𝒳".repeat(500), "e\u0301".repeat(500), "two\nlines")) {
      flag(ada, reason, moderator).data();
    }
    rows.change("delete from flag");
    for (var reason : List.of("x".repeat(501), "𝒳".repeat(501), "e\u0301".repeat(501))) {
      assertInvalidFields(
          "{reason: ['must be at most 500 characters']}", flag(ada, reason, moderator));
    }
    assertInvalidFields(
        "{reason: ['must not contain control, format or unassigned characters']}",
        flag(ada, "two\fpages", moderator));
    assertInvalidFields(
        "{user_id: ['is required'], reason: ['must be text']}",
        service.client().call("RequestFlagUser", Map.of("reason", 1), moderator));
    assertEquals(0, rows.count("flag"));
  }

  @Test
  void onlyThoseWhoMayFlagSeeTheList() throws Exception {
    flag("ada");
    var ada = service.token("ada", TestService.PASSWORD);
    assertForbidden(service.client().call("RequestAllFlagged", Map.of(), ada));
    assertForbidden(flag(rows.account("ada"), null, ada));
    assertForbidden(flag(UUID.randomUUID(), null, ada));
    assertUnauthenticated(service.client().call("RequestAllFlagged", Map.of()));
    rows.give("ada", "moderator");
    var list = service.client().call("RequestAllFlagged", Map.of(), ada).data();
    assertEquals(List.of("ada"), usernames(list));
  }

  @Test
  void aFlagOutlivesTheAccountOfWhoFlagged() throws Exception {
    flag("ada");
    var by = rows.account("mod");
    var entry = entry(rows.account("ada"), "ada", "null", by);
    var admin = service.adminToken();
    service.client().call("RequestAccountDelete", Map.of("user_id", by), admin).data();
    assertEquals(
        json("{data: {users: [%s], next: null}}", entry),
        service.client().call("RequestAllFlagged", Map.of(), admin).body());
  }
}
