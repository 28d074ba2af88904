package warren.service.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.support.Bodies.assertForbidden;
import static warren.service.support.Bodies.assertInvalidFields;
import static warren.service.support.Bodies.assertUnauthenticated;
import static warren.service.support.Bodies.assertUnknownAccount;
import static warren.service.support.Bodies.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import warren.service.support.Await;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** RequestBanHistory: each ban of an account, and how it ended. */
@WarrenTest
class BanHistoryIT {
  private final TestService service;
  private final Rows rows;

  private UUID ada = new UUID(0, 0);
  private String moderator = "";

  BanHistoryIT(TestService service, Rows rows) {
    this.service = service;
    this.rows = rows;
  }

  @BeforeEach
  void makeAccounts() throws Exception {
    service.account("ada");
    ada = rows.account("ada");
    moderator = service.holder("mod", "moderator");
  }

  private void call(String operation, String body, String token) throws Exception {
    var properties = service.client().properties().headers(Map.of("jwt", token)).build();
    var request = json("{user_id: '%s', %s}", ada, body).toString();
    service.client().send(operation, properties, request).data();
  }

  private Reply history(Map<String, ?> more) throws Exception {
    Map<String, Object> body = new HashMap<>(Map.of("user_id", ada));
    body.putAll(more);
    return service.client().call("RequestBanHistory", body, moderator);
  }

  private JsonNode ban(int index) throws Exception {
    return history(Map.of()).data().get("bans").get(index);
  }

  private Instant time(String column, String reason) {
    return rows.one(Instant.class, "select " + column + " from ban where reason = ?", reason);
  }

  private String entry(String reason, String rest) {
    var id = rows.one(UUID.class, "select id from ban where reason = ?", reason);
    return "{id: '%s', reason: '%s', actor: '%s', start: '%s', %s}"
        .formatted(id, reason, rows.account("mod"), time("started_at", reason), rest);
  }

  @Test
  void anAccountWithoutBansHasAnEmptyHistory() throws Exception {
    var reply = history(Map.of());
    assertEquals(json("{data: {bans: [], next: null}}"), reply.body());
    assertEquals("ReturnBanHistory", reply.properties().getType());
  }

  @Test
  void everyBanIsShownWithHowItEnded() throws Exception {
    call("RequestBanUser", "permanent: true, reason: 'one'", moderator);
    call("RequestUnbanUser", "reason: 'Has apologised'", service.adminToken());
    call("RequestBanUser", "permanent: false, reason: 'two'", moderator);
    call("RequestBanUser", "permanent: true, reason: 'three'", moderator);

    var three = entry("three", "end: null, lifted: null, lifted_by: null, lift_reason: null");
    var two =
        entry(
            "two",
            "end: '%s', lifted: '%s', lifted_by: '%s', lift_reason: null"
                .formatted(
                    time("started_at", "two").plus(Duration.ofDays(2)),
                    time("lifted_at", "two"),
                    rows.account("mod")));
    var one =
        entry(
            "one",
            "end: null, lifted: '%s', lifted_by: '%s', lift_reason: 'Has apologised'"
                .formatted(time("lifted_at", "one"), rows.account("admin")));
    assertEquals(
        json("{data: {bans: [%s, %s, %s], next: null}}", three, two, one),
        history(Map.of()).body());
    assertEquals(time("started_at", "three"), time("lifted_at", "two"));
  }

  @Test
  void aBanThatIsOverByItselfWasNotLifted() throws Exception {
    call("RequestBanUser", "permanent: false, reason: 'short', duration_ms: 1", moderator);
    Await.until("it is over", () -> rows.count("ban where ends_at <= now()") == 1);
    assertEquals(json("null"), ban(0).get("lifted"));
    call("RequestBanUser", "permanent: true, reason: 'next'", moderator);
    var end = "end: '%s', ".formatted(time("started_at", "short").plusMillis(1));
    assertEquals(
        json("%s", entry("short", end + "lifted: null, lifted_by: null, lift_reason: null")),
        ban(1));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 7, 8})
  void pagesContainEachOlderBanOnceWhileNewBansBegin(int limit) throws Exception {
    rows.change(
        """
        insert into ban (id, account_id, reason, actor_id, started_at, lifted_at)
        select gen_random_uuid(), ?, 'ban ' || i, ?, date_trunc('year', now()) + i / 3 * interval '1 s', now()
        from generate_series(1, 7) as i
        """,
        ada,
        rows.account("mod"));
    var expected =
        rows.all(String.class, "select reason from ban order by started_at desc, id desc");
    List<String> seen = new ArrayList<>();
    Map<String, Object> body = new HashMap<>(Map.of("limit", limit));
    JsonNode next;
    do {
      var page = history(body).data();
      page.get("bans").forEach(ban -> seen.add(ban.get("reason").textValue()));
      next = page.get("next");
      body.put("after", next);
      call("RequestBanUser", "permanent: true, reason: 'new'", moderator);
    } while (!next.isNull());
    assertEquals(expected, seen);
  }

  @Test
  void anothersBansAreNotShown() throws Exception {
    service.account("bob");
    rows.ban("bob", "null");
    assertEquals(json("[]"), history(Map.of()).data().get("bans"));
  }

  @Test
  void readingRequiresThePermissionAndNoLevel() throws Exception {
    rows.give("ada", "admin");
    history(Map.of()).data();
    var body = Map.of("user_id", ada);
    var user = service.client().call("RequestAccountCreate", BOB);
    user.data();
    var token = service.token("bob", TestService.PASSWORD);
    assertForbidden(service.client().call("RequestBanHistory", body, token));
    assertUnauthenticated(service.client().call("RequestBanHistory", body));
  }

  private static final Map<String, String> BOB =
      Map.of("username", "bob", "password", TestService.PASSWORD);

  @Test
  void anUnknownOrErasedAccountIsRefused() throws Exception {
    rows.erase("ada");
    assertUnknownAccount(history(Map.of()));
    assertUnknownAccount(history(Map.of("user_id", UUID.randomUUID())));
  }

  @Test
  void wrongFieldsAreNamed() throws Exception {
    assertInvalidFields(
        "{user_id: ['must be a UUID'], limit: ['must be at most 500'], after: ['must be text']}",
        history(Map.of("user_id", "ada", "limit", 501, "after", 7)));
    assertInvalidFields("{limit: ['must be at least 1']}", history(Map.of("limit", 0)));
    assertInvalidFields("{after: ['is not a valid cursor']}", history(Map.of("after", "x")));
  }
}
