package warren.service.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.support.Bodies.assertFieldsRefused;
import static warren.service.support.Bodies.assertInvalidFields;
import static warren.service.support.Bodies.assertUsernameTaken;
import static warren.service.support.Bodies.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import warren.service.support.ConcurrentCaller;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** UpdateAccount: taken names and addresses, and wrong fields. */
@WarrenTest
class UpdateAccountRefusalIT {
  private static final int AT_ONCE = 50;

  private final TestService service;
  private final Rows rows;
  private final String admin;
  private final AccountUpdates updates;

  UpdateAccountRefusalIT(TestService service, Rows rows) throws Exception {
    this.service = service;
    this.rows = rows;
    this.admin = service.adminToken();
    this.updates = new AccountUpdates(service, rows);
  }

  private static void assertEmailTaken(Reply reply) throws Exception {
    assertFieldsRefused(
        409, "email_taken", "This e-mail address is taken.", "{user_email: ['is taken']}", reply);
  }

  @ParameterizedTest
  @CsvSource({
    "ada, ada@example.org",
    "ADA, ADA@example.org",
    "ａｄａ, ａｄａ@example.org",
    "Ada, Ada@Example.Org"
  })
  void theOwnNameAndAddressCanBeSpelledDifferently(String username, String email) throws Exception {
    var data =
        updates
            .update(json("{username: '%s', user_email: '%s'}", username, email), updates.token)
            .data();
    assertEquals(username, data.get("username").textValue());
    assertEquals(email, data.get("user_email").textValue());
    assertEquals(200, updates.login("aDa").status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"bob", "BOB", "ｂｏｂ", "bo\u034fb"})
  void theUsernameOfAnotherAccountIsRefused(String username) throws Exception {
    service.account("bob");
    assertUsernameTaken(
        updates.update(json("{username: '%s', last_name: 'King'}", username), updates.token));
    updates.assertAsMade(updates.token);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bob@example.org", "Bob@EXAMPLE.org", "bob@ｅxample.org"})
  void theAddressOfAnotherAccountIsRefused(String email) throws Exception {
    service.account("bob");
    updates
        .update(json("{user_email: 'bob@example.org'}"), service.token("bob", TestService.PASSWORD))
        .data();
    assertEmailTaken(
        updates.update(json("{user_email: '%s', last_name: 'King'}", email), updates.token));
    updates.assertAsMade(updates.token);
    assertUsernameTaken(
        updates.update(json("{username: 'bob', user_email: '%s'}", email), updates.token));
    updates.assertAsMade(updates.token);
  }

  @Test
  void formerNamesAndAddressesAreFreeImmediately() throws Exception {
    updates.update(json("{username: 'countess', user_email: null}"), updates.token).data();
    service.account("ada");
    var other = service.token("ada", TestService.PASSWORD);
    updates.update(json("{user_email: 'ada@example.org'}"), other).data();
    assertUsernameTaken(updates.update(json("{username: 'ada'}"), updates.token));
    assertEmailTaken(updates.update(json("{user_email: 'ada@example.org'}"), updates.token));
  }

  @Test
  void allInvalidFieldsAreReportedAndNoneIsChanged() throws Exception {
    assertInvalidFields(
        """
        {
          username: ['must not begin or end with white space'],
          user_email: ['must be an e-mail address'],
          first_name: ['must be at most 100 characters'],
          last_name: ['must not contain control, format or unassigned characters'],
          user_id: ['must be a UUID']
        }
        """,
        updates.update(
            json(
                """
                {username: ' ada', user_email: 'nobody', first_name: '%s', last_name: 'bell\\u0007',
                 user_id: 'ada'}
                """,
                "x".repeat(101)),
            updates.token));
    assertInvalidFields(
        "{user_email: ['must be text']}",
        updates.update(json("{username: 'eve', user_email: 7, first_name: 'Eve'}"), updates.token));
    updates.assertAsMade(updates.token);
  }

  @Test
  void aUsernameHasTheLimitsThatItHasAtCreation() throws Exception {
    updates.update(json("{username: '%s'}", "𝒳".repeat(150)), updates.token).data();
    for (var username : List.of("x".repeat(151), "𝒳".repeat(151))) {
      assertInvalidFields(
          "{username: ['must be at most 150 characters']}",
          updates.update(json("{username: '%s'}", username), updates.token));
    }
    assertInvalidFields(
        "{username: ['must not be empty']}", updates.update(json("{username: ''}"), updates.token));
    assertInvalidFields(
        "{username: ['must contain a visible character']}",
        updates.update(json("{username: '\u115F\u1160'}"), updates.token));
    assertEquals("𝒳".repeat(150), updates.own(updates.token).get("username").textValue());
  }

  @Test
  void concurrentUpdatesToOneNameSucceedOnce() throws Exception {
    List<String> wanting = new ArrayList<>();
    for (var i = 0; i < AT_ONCE; i++) {
      wanting.add(service.account("user" + i));
    }
    try (var caller = ConcurrentCaller.byQueue(service.connection())) {
      List<String> ids = new ArrayList<>();
      for (var id : wanting) {
        var body = Map.of("user_id", id, "username", ids.size() % 2 == 0 ? "one" : "ONE");
        ids.add(caller.send("UpdateAccount", body, with -> with.headers(Map.of("jwt", admin))));
      }
      caller.awaitReplies(ids);
      List<Reply> renamed = new ArrayList<>();
      for (var id : ids) {
        if (caller.first(id).status() == 200) {
          renamed.add(caller.first(id));
        } else {
          assertUsernameTaken(caller.first(id));
        }
      }
      assertEquals(1, renamed.size());
      assertEquals(
          renamed.get(0).data().get("username").textValue(),
          rows.one(String.class, "select username from account where username_key = 'one'"));
    }
    assertEquals(AT_ONCE - 1, rows.count("account where username_key like 'user%'"));
  }
}
