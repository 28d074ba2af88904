package warren.service.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.support.Bodies.assertBadCredentials;
import static warren.service.support.Bodies.assertFieldsRefused;
import static warren.service.support.Bodies.assertInvalidFields;
import static warren.service.support.Bodies.assertUsernameTaken;
import static warren.service.support.Bodies.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import warren.service.support.BusyCaller;
import warren.service.support.Rows;
import warren.service.support.TestClient.Answer;
import warren.service.support.TestService;

class UpdateAccountIT {
  private static final int AT_ONCE = 50;

  private static TestService service;
  private static Rows rows;
  private static String admin;

  private String token = "";

  @BeforeAll
  static void start() throws Exception {
    service = TestService.start(Map.of());
    rows = new Rows(service);
    admin = service.adminToken();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @BeforeEach
  void makeAda() throws Exception {
    rows.deleteAccounts();
    service
        .client()
        .call(
            "RequestAccountCreate",
            Map.of(
                "username", "Ada",
                "password", TestService.PASSWORD,
                "user_email", "ada@example.org",
                "first_name", "Augusta",
                "last_name", "Byron"))
        .data();
    token = service.token("ada", TestService.PASSWORD);
  }

  private static Answer update(JsonNode body, String token) throws Exception {
    var properties = service.client().properties().headers(Map.of("jwt", token)).build();
    return service.client().send("UpdateAccount", properties, body.toString());
  }

  private static JsonNode own(String token) throws Exception {
    return service.client().call("RequestAccountData", Map.of(), token).data();
  }

  /** Asserts what the account shows of all that can be changed. */
  private static void assertShown(String expected, String token) throws Exception {
    var shown = (ObjectNode) own(token);
    shown.retain("username", "user_email", "first_name", "last_name");
    assertEquals(json("%s", expected), shown);
  }

  private static void assertAsMade(String token) throws Exception {
    assertShown(
        """
        {username: 'Ada', user_email: 'ada@example.org', first_name: 'Augusta', last_name: 'Byron'}
        """,
        token);
  }

  private static Answer login(String username) throws Exception {
    var body = Map.of("username", username, "password", TestService.PASSWORD);
    return service.client().call("RequestLoginToken", body);
  }

  private static void assertEmailTaken(Answer answer) throws Exception {
    assertFieldsRefused(
        409, "email_taken", "This e-mail address is taken.", "{user_email: ['is taken']}", answer);
  }

  @Test
  void aChangeIsConfirmedWithNameAddressAndTimeAndShownFromThenOn() throws Exception {
    var before = Instant.parse(own(token).get("updated_at").textValue());
    var answer =
        update(
            json(
                """
                {username: 'Ada King', user_email: 'King@Example.org',
                 first_name: 'Ada', last_name: 'King-Noel'}
                """),
            token);
    var updatedAt = Instant.parse(answer.data().path("updated_at").asText());
    assertEquals(
        json(
            "{data: {username: 'Ada King', user_email: 'King@Example.org', updated_at: '%s'}}",
            updatedAt),
        answer.body());
    assertEquals("ConfirmAccountUpdate", answer.properties().getType());
    assertTrue(updatedAt.isAfter(before), () -> before + " and " + updatedAt);
    assertEquals(json("'%s'", updatedAt), own(token).get("updated_at"));
    assertShown(
        """
        {username: 'Ada King', user_email: 'King@Example.org',
         first_name: 'Ada', last_name: 'King-Noel'}
        """,
        token);
  }

  @Test
  void whatIsAbsentStaysAsItIs() throws Exception {
    update(json("{}"), token).data();
    assertAsMade(token);
    update(json("{last_name: 'King'}"), token).data();
    assertShown(
        "{username: 'Ada', user_email: 'ada@example.org', first_name: 'Augusta', last_name: 'King'}",
        token);
    update(json("{first_name: 'Ada'}"), token).data();
    assertShown(
        "{username: 'Ada', user_email: 'ada@example.org', first_name: 'Ada', last_name: 'King'}",
        token);
    update(json("{user_email: 'ada@king.org'}"), token).data();
    assertShown(
        "{username: 'Ada', user_email: 'ada@king.org', first_name: 'Ada', last_name: 'King'}",
        token);
    update(json("{username: 'countess'}"), token).data();
    assertShown(
        "{username: 'countess', user_email: 'ada@king.org', first_name: 'Ada', last_name: 'King'}",
        token);
  }

  @Test
  void theOldValuesMayBeSentAgain() throws Exception {
    var old = json("{username: 'Ada', user_email: 'ada@example.org'}");
    for (var i = 0; i < 2; i++) {
      var before = Instant.parse(own(token).get("updated_at").textValue());
      var data = update(old, token).data();
      assertTrue(Instant.parse(data.get("updated_at").textValue()).isAfter(before));
      assertAsMade(token);
    }
  }

  @Test
  void nullClearsAllButTheUsername() throws Exception {
    var answer =
        update(
            json("{username: null, user_email: null, first_name: null, last_name: null}"), token);
    assertEquals(
        json(
            "{data: {username: 'Ada', user_email: null, updated_at: '%s'}}",
            answer.data().path("updated_at").asText()),
        answer.body());
    assertShown("{username: 'Ada', user_email: null, first_name: null, last_name: null}", token);
  }

  @ParameterizedTest
  @ValueSource(strings = {"user_email", "first_name", "last_name"})
  void aFieldIsClearedByItself(String field) throws Exception {
    update(json("{%s: null}", field), token).data();
    var made =
        json(
            """
            {username: 'Ada', user_email: 'ada@example.org',
             first_name: 'Augusta', last_name: 'Byron'}
            """);
    assertShown(((ObjectNode) made).putNull(field).toString(), token);
  }

  @Test
  void textIsComposed() throws Exception {
    var data =
        update(
                json(
                    """
                    {username: 'Zoe\u0301', user_email: 'zoe\u0301@example.org',
                     first_name: 'Zoe\u0301', last_name: 'A\u030a'}
                    """),
                token)
            .data();
    assertEquals("Zo\u00e9", data.get("username").textValue());
    assertEquals("zo\u00e9@example.org", data.get("user_email").textValue());
    assertShown(
        """
        {username: 'Zo\u00e9', user_email: 'zo\u00e9@example.org',
         first_name: 'Zo\u00e9', last_name: '\u00c5'}
        """,
        token);
  }

  @ParameterizedTest
  @CsvSource({
    "ada, ada@example.org",
    "ADA, ADA@example.org",
    "ａｄａ, ａｄａ@example.org",
    "Ada, Ada@Example.Org"
  })
  void onesOwnNameAndAddressMayBeWrittenInAnotherWay(String username, String email)
      throws Exception {
    var data = update(json("{username: '%s', user_email: '%s'}", username, email), token).data();
    assertEquals(username, data.get("username").textValue());
    assertEquals(email, data.get("user_email").textValue());
    assertEquals(200, login("aDa").status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"bob", "BOB", "ｂｏｂ", "bo\u034fb"})
  void aUsernameOfAnotherIsTaken(String username) throws Exception {
    service.account("bob");
    assertUsernameTaken(update(json("{username: '%s', last_name: 'King'}", username), token));
    assertAsMade(token);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bob@example.org", "Bob@EXAMPLE.org", "ｂｏｂ@example.org"})
  void anAddressOfAnotherIsTaken(String email) throws Exception {
    service.account("bob");
    update(json("{user_email: 'bob@example.org'}"), service.token("bob", TestService.PASSWORD))
        .data();
    assertEmailTaken(update(json("{user_email: '%s', last_name: 'King'}", email), token));
    assertAsMade(token);
    assertUsernameTaken(update(json("{username: 'bob', user_email: '%s'}", email), token));
    assertAsMade(token);
  }

  @Test
  void whatIsGivenUpIsFreeAtOnce() throws Exception {
    update(json("{username: 'countess', user_email: null}"), token).data();
    service.account("ada");
    var other = service.token("ada", TestService.PASSWORD);
    update(json("{user_email: 'ada@example.org'}"), other).data();
    assertUsernameTaken(update(json("{username: 'ada'}"), token));
    assertEmailTaken(update(json("{user_email: 'ada@example.org'}"), token));
  }

  @Test
  void allWrongFieldsAreNamedAndNothingIsChanged() throws Exception {
    assertInvalidFields(
        """
        {
          username: ['must not begin or end with white space'],
          user_email: ['must be an e-mail address'],
          first_name: ['must be at most 100 characters'],
          last_name: ['must hold no control, format or unassigned characters'],
          user_id: ['must be a UUID']
        }
        """,
        update(
            json(
                """
                {username: ' ada', user_email: 'nobody', first_name: '%s', last_name: 'bell\\u0007',
                 user_id: 'ada'}
                """,
                "x".repeat(101)),
            token));
    assertInvalidFields(
        "{user_email: ['must be text']}",
        update(json("{username: 'eve', user_email: 7, first_name: 'Eve'}"), token));
    assertAsMade(token);
  }

  @Test
  void aUsernameHasTheLimitsThatItHasAtCreation() throws Exception {
    update(json("{username: '%s'}", "𝒳".repeat(64)), token).data();
    for (var username : List.of("x".repeat(65), "𝒳".repeat(65))) {
      assertInvalidFields(
          "{username: ['must be at most 64 characters']}",
          update(json("{username: '%s'}", username), token));
    }
    assertInvalidFields("{username: ['must not be empty']}", update(json("{username: ''}"), token));
    assertInvalidFields(
        "{username: ['must contain a visible character']}",
        update(json("{username: '\u115F\u1160'}"), token));
    assertEquals("𝒳".repeat(64), own(token).get("username").textValue());
  }

  @Test
  void theNewNameLogsInAndTheOldOneDoesNot() throws Exception {
    update(json("{username: 'countess'}"), token).data();
    assertEquals(200, login("Countess").status());
    assertBadCredentials(login("ada"));
    assertEquals("countess", own(token).get("username").textValue());
  }

  @Test
  void ofManyAtOnceWhoWantOneNameOneGetsIt() throws Exception {
    List<String> wanting = new ArrayList<>();
    for (var i = 0; i < AT_ONCE; i++) {
      wanting.add(service.account("user" + i));
    }
    try (var caller = BusyCaller.byQueue(service.connection())) {
      List<String> ids = new ArrayList<>();
      for (var id : wanting) {
        var body = Map.of("user_id", id, "username", ids.size() % 2 == 0 ? "one" : "ONE");
        ids.add(caller.send("UpdateAccount", body, with -> with.headers(Map.of("jwt", admin))));
      }
      caller.awaitAnswers(ids);
      List<Answer> renamed = new ArrayList<>();
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
