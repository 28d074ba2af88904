package warren.service.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.support.Bodies.assertForbidden;
import static warren.service.support.Bodies.assertThrottled;
import static warren.service.support.Bodies.json;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** An account learns only of a limited number of names whether they are taken. */
@WarrenTest(settings = "WARREN_CREATION_LIMIT=3/1h")
class UpdateAccountLimitIT {
  private static final String UPDATE = "UpdateAccount";
  private static final int AN_HOUR = 3;

  private final TestService service;
  private final Rows rows;
  private final String bob;
  private final String token;

  UpdateAccountLimitIT(TestService service, Rows rows) throws Exception {
    this.service = service;
    this.rows = rows;
    create("ada");
    this.bob = create("bob");
    this.token = service.token("bob", TestService.PASSWORD);
  }

  private String create(String username) throws Exception {
    var body =
        Map.of(
            "username",
            username,
            "password",
            TestService.PASSWORD,
            "user_email",
            username + "@example.org");
    var created = service.client().call("RequestAccountCreate", body, service.adminToken());
    return created.data().get("user-id").textValue();
  }

  private Reply update(String body, @Nullable String messageId) throws Exception {
    var properties =
        service.client().properties().headers(Map.of("jwt", token)).messageId(messageId).build();
    return service.client().send(UPDATE, properties, json("%s", body).toString());
  }

  private Reply update(String body) throws Exception {
    return update(body, null);
  }

  private void assertTaken(String code, String body) throws Exception {
    assertEquals(code, update(body).code());
  }

  private void useAll() throws Exception {
    for (var i = 0; i < AN_HOUR; i++) {
      assertTaken("email_taken", "{user_email: 'ADA@example.org'}");
    }
  }

  @Test
  void takenAndFreeNamesAreCountedTogether() throws Exception {
    assertTaken("username_taken", "{username: 'ada'}");
    assertTaken("email_taken", "{user_email: 'ada@example.org'}");
    update("{user_email: 'free@example.org'}").data();
    for (var taken : new String[] {"{username: 'ada'}", "{user_email: 'ada@example.org'}"}) {
      var waitMs = assertThrottled(update(taken));
      assertTrue(waitMs <= Duration.ofHours(1).toMillis(), () -> waitMs + " ms");
    }
    assertThrottled(update("{user_email: 'other@example.org'}"));
    assertEquals(AN_HOUR, rows.count("name_attempt"));
    rows.change("update name_attempt set created_at = now() - interval '1 hour'");
    assertTaken("email_taken", "{user_email: 'ada@example.org'}");
  }

  @Test
  void updatesThatTakeNoNameAreNotCounted() throws Exception {
    useAll();
    update("{username: 'BOB', user_email: 'Bob@Example.org', first_name: 'Bob'}").data();
    update("{last_name: 'King'}").data();
    update("{user_email: null}").data();
    assertEquals(AN_HOUR, rows.count("name_attempt"));
  }

  @Test
  void eachAccountHasItsOwnLimit() throws Exception {
    useAll();
    assertThrottled(update("{username: 'ada'}"));
    var other = service.token("ada", TestService.PASSWORD);
    assertEquals(
        "username_taken", service.client().call(UPDATE, Map.of("username", "bob"), other).code());
    service
        .client()
        .call("RequestSignUp", Map.of("username", "eve", "password", TestService.PASSWORD))
        .data();
  }

  @Test
  void holdersOfThePermissionAreNotLimited() throws Exception {
    var body = Map.of("user_id", bob, "user_email", "ada@example.org");
    for (var i = 0; i <= AN_HOUR; i++) {
      assertEquals("email_taken", service.client().call(UPDATE, body, service.adminToken()).code());
    }
    assertEquals(0, rows.count("name_attempt"));
  }

  @Test
  void aForbiddenUpdateRevealsNothingAndIsNotCounted() throws Exception {
    var admin = rows.one(String.class, "select id::text from account where number = 1");
    assertForbidden(update("{user_id: '%s', username: 'ada'}".formatted(admin)));
    assertEquals(0, rows.count("name_attempt"));
  }

  @Test
  void eachConflictIsAudited() throws Exception {
    rows.change("delete from audit_entry");
    assertTaken("username_taken", "{username: 'ada'}");
    assertTaken("email_taken", "{user_email: 'ada@example.org'}");
    for (var outcome : new String[] {"username_taken", "email_taken"}) {
      assertEquals(
          1,
          rows.count(
              "audit_entry where operation = ? and outcome = ? and actor_id = ?::uuid",
              UPDATE,
              outcome,
              bob));
    }
    assertEquals(2, rows.count("audit_entry"));
  }

  @Test
  void aRedeliveredUpdateGetsItsStoredReplyAfterTheLimitIsReached() throws Exception {
    var body = "{user_email: 'free@example.org'}";
    var first = update(body, "m");
    first.data();
    assertEquals(first.body(), update(body, "m").body());
    assertEquals(1, rows.count("name_attempt"));
    for (var i = 1; i < AN_HOUR; i++) {
      assertTaken("email_taken", "{user_email: 'ada@example.org'}");
    }
    assertThrottled(update("{user_email: 'ada@example.org'}"));
    assertEquals(first.body(), update(body, "m").body());
  }
}
