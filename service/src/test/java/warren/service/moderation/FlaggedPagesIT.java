package warren.service.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.support.Bodies.assertInvalidFields;
import static warren.service.support.Bodies.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** The pages of RequestAllFlagged. */
@WarrenTest
class FlaggedPagesIT {
  private final TestService service;
  private final Rows rows;

  private String moderator = "";

  FlaggedPagesIT(TestService service, Rows rows) {
    this.service = service;
    this.rows = rows;
  }

  @BeforeEach
  void empty() throws Exception {
    moderator = service.holder("mod", "moderator");
  }

  private void flag(String username) throws Exception {
    var body = Map.of("user_id", service.account(username));
    service.client().call("RequestFlagUser", body, moderator).data();
  }

  private Reply flagged(Map<String, ?> body) throws Exception {
    return service.client().call("RequestAllFlagged", body, moderator);
  }

  private static List<String> usernames(JsonNode page) {
    List<String> usernames = new ArrayList<>();
    page.get("users").forEach(user -> usernames.add(user.get("username").textValue()));
    return usernames;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void pagesHoldEachOlderOneOnceWhileNewOnesAreFlagged(int limit) throws Exception {
    for (var i = 1; i <= 7; i++) {
      flag("user" + i);
    }
    List<String> seen = new ArrayList<>();
    var page = flagged(Map.of("limit", limit)).data();
    var pages = 1;
    seen.addAll(usernames(page));
    while (!page.get("next").isNull()) {
      flag("new" + pages);
      assertEquals(limit, page.get("users").size());
      page = flagged(Map.of("limit", limit, "after", page.get("next").textValue())).data();
      pages++;
      seen.addAll(usernames(page));
    }
    assertEquals(List.of("user7", "user6", "user5", "user4", "user3", "user2", "user1"), seen);
    assertEquals((7 + limit - 1) / limit, pages);
  }

  @Test
  void thoseFlaggedInTheSameInstantAreAllPaged() throws Exception {
    for (var i = 1; i <= 7; i++) {
      flag("user" + i);
    }
    rows.change("update flag set flagged_at = now()");
    var whole = usernames(flagged(Map.of()).data());
    List<String> seen = new ArrayList<>();
    JsonNode next = null;
    for (var i = 0; i < 7; i++) {
      Map<String, Object> body = new HashMap<>(Map.of("limit", "1"));
      body.put("after", next);
      var page = flagged(body).data();
      seen.addAll(usernames(page));
      next = page.get("next");
    }
    assertEquals(json("null"), next);
    assertEquals(whole, seen);
    assertEquals(7, seen.stream().distinct().count());
  }

  @Test
  void aPageThatHoldsAllHasNoNext() throws Exception {
    for (var i = 1; i <= 3; i++) {
      flag("user" + i);
    }
    for (var limit : List.of(3, "3", 4, 500, "500")) {
      var page = flagged(Map.of("limit", limit)).data();
      assertEquals(List.of("user3", "user2", "user1"), usernames(page));
      assertTrue(page.get("next").isNull());
    }
  }

  @Test
  void aPageHasFiftyEntriesByDefault() throws Exception {
    rows.change(
        """
        with made as (
          insert into account (
            id, username, username_key, username_skeleton, password_hash, enabled, created_at,
            updated_at)
          select gen_random_uuid(), 'user' || i, 'user' || i, 'user' || i, 'none', true, now(), now()
          from generate_series(1, 501) as i
          returning id, substr(username, 5)::int as i)
        insert into flag (id, account_id, actor_id, flagged_at)
        select gen_random_uuid(), id, (select id from account where username = 'mod'), now() - i * interval '1 minute'
        from made
        """);
    var first = flagged(Map.of()).data();
    assertEquals(50, first.get("users").size());
    assertEquals("user1", usernames(first).get(0));
    var second = flagged(Map.of("after", first.get("next").textValue())).data();
    assertEquals(50, second.get("users").size());
    assertEquals("user51", usernames(second).get(0));

    var most = flagged(Map.of("limit", 500)).data();
    assertEquals(500, most.get("users").size());
    var last = flagged(Map.of("limit", 500, "after", most.get("next").textValue())).data();
    assertEquals(List.of("user501"), usernames(last));
    assertTrue(last.get("next").isNull());
  }

  @ParameterizedTest
  @CsvSource({
    "0, must be at least 1",
    "-1, must be at least 1",
    "501, must be at most 500",
    "x, must be a whole number",
    "1.5, must be a whole number"
  })
  void aLimitOutOfBoundsIsRefused(String limit, String problem) throws Exception {
    assertInvalidFields("{limit: ['%s']}".formatted(problem), flagged(Map.of("limit", limit)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "0",
        "-1",
        "null",
        "AAAA",
        "!!!!",
        "2026-01-31T12:00:00Z",
        "019449c5-6f00-7000-8000-000000000002",
        "eyJhIjoxfQ==",
        "' or true --"
      })
  void anInvalidCursorIsRefused(String cursor) throws Exception {
    flag("ada");
    assertInvalidFields("{after: ['is not a valid cursor']}", flagged(Map.of("after", cursor)));
  }

  @Test
  void aCursorThatWasTamperedWithIsRefused() throws Exception {
    flag("ada");
    flag("bob");
    var cursor = flagged(Map.of("limit", 1)).data().get("next").textValue();
    assertEquals(List.of("ada"), usernames(flagged(Map.of("after", cursor)).data()));
    for (var other :
        List.of(
            cursor.substring(1),
            cursor.substring(0, cursor.length() / 2),
            cursor.substring(cursor.length() / 2),
            cursor + cursor,
            cursor + "x".repeat(10_000))) {
      var reply = flagged(Map.of("after", other));
      assertEquals(400, reply.status(), other);
      assertEquals("invalid_fields", reply.code());
      assertEquals(1, reply.body().get("error").get("fields").get("after").size());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000-01-01T00:00:00Z",
        "0001-01-01T00:00:00.000000001Z",
        "1970-01-01T00:00:00Z",
        "9999-12-31T24:00:00Z"
      })
  void aForgedCursorIsOnlyAPositionInTheList(String time) throws Exception {
    flag("ada");
    var text = time + " 00000000-0000-0000-0000-000000000000";
    var cursor = Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    var page = flagged(Map.of("after", cursor)).data();
    assertEquals(time.startsWith("9") ? List.of("ada") : List.of(), usernames(page));
  }

  @Test
  void allWrongFieldsOfAListAreNamed() throws Exception {
    assertInvalidFields(
        "{limit: ['must be at most 500'], after: ['must be text']}",
        flagged(Map.of("limit", 501, "after", 7)));
  }
}
