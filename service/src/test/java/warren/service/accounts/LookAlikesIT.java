package warren.service.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.support.Bodies.assertFieldsRefused;
import static warren.service.support.Bodies.assertInvalidFields;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import warren.service.support.ConcurrentCaller;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** User names that look like others (UTS 39). */
@WarrenTest(settings = LookAlikesIT.UNLIMITED)
class LookAlikesIT {
  static final String UNLIMITED = "WARREN_CREATION_LIMIT=off";

  private final TestService service;

  LookAlikesIT(TestService service) {
    this.service = service;
  }

  private static Map<String, String> body(String username) {
    return Map.of("username", username, "password", TestService.PASSWORD);
  }

  private Reply create(String username) throws Exception {
    return service.client().call("RequestAccountCreate", body(username));
  }

  private static void assertLooksTaken(Reply reply) throws Exception {
    assertFieldsRefused(
        409,
        "username_taken",
        "This username is taken.",
        "{username: [\"looks like a name that is taken\"]}",
        reply);
  }

  @ParameterizedTest
  @ValueSource(strings = {"раypal", "pаypal", "ΑΒC", "grüße-ж", "mixѕed"})
  void aNameThatMixesScriptsIsRefused(String username) throws Exception {
    for (var operation : List.of("RequestAccountCreate", "RequestSignUp")) {
      assertInvalidFields(
          "{username: [\"must not mix letters of different scripts\"]}",
          service.client().call(operation, body(username)));
    }
    assertEquals(List.of("admin"), service.usernames());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "grüße",
        "Иван",
        "Ιωάννης",
        "山田太郎",
        "やまだ タロウ",
        "김철수 kim",
        "علی",
        "ada@example.org",
        "محمد 7",
        "山田taro"
      })
  void namesOfPeopleAreAccepted(String username) throws Exception {
    assertEquals(200, create(username).status());
    assertEquals(200, service.client().call("RequestLoginToken", body(username)).status());
  }

  @ParameterizedTest
  @CsvSource({"scope, ѕсоре", "ѕсоре, scope", "HOPA, НОРА", "hopa, НОРА", "Scope, ѕсоре"})
  void aNameThatLooksLikeOneInAnotherScriptIsRefused(String taken, String username)
      throws Exception {
    assertEquals(200, create(taken).status());
    assertLooksTaken(create(username));
    service.account("other");
    var token = service.token("other", TestService.PASSWORD);
    assertLooksTaken(service.client().call("UpdateAccount", Map.of("username", username), token));
  }

  @Test
  void aNameInCapitalsThatLooksLikeOneInAnotherScriptIsRefused() throws Exception {
    service.account("TOMMY");
    service.account("τομμυ");
    var token = service.token("τομμυ", TestService.PASSWORD);
    assertLooksTaken(service.client().call("UpdateAccount", Map.of("username", "ΤΟΜΜΥ"), token));
    assertEquals(List.of("admin", "TOMMY", "τομμυ"), service.usernames());
  }

  @Test
  void theOwnNameMayBeWrittenInAnotherScript() throws Exception {
    service.account("scope");
    var token = service.token("scope", TestService.PASSWORD);
    assertEquals(
        200, service.client().call("UpdateAccount", Map.of("username", "ѕсоре"), token).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"pay⍴al", "⍴aypal"})
  void aSymbolThatLooksLikeALetterIsNotOfItsScript(String username) throws Exception {
    assertEquals(200, create("paypal").status());
    assertLooksTaken(create(username));
  }

  @Test
  void aNameThatLooksLikeOneInTheSameScriptIsAccepted() throws Exception {
    assertEquals(200, create("paypal").status());
    assertEquals(200, create("paypaI").status());
    assertEquals(200, create("paypa1").status());
  }

  @Test
  void theLookOfADeletedNameIsFree() throws Exception {
    var id = create("scope").data().get("user-id").textValue();
    assertLooksTaken(create("ѕсоре"));
    assertEquals(
        200,
        service
            .client()
            .call("RequestAccountDelete", Map.of("user_id", id), service.adminToken())
            .status());
    assertEquals(200, create("ѕсоре").status());
  }

  @Test
  void onlyOneOfTwoLookAlikesIsCreatedAtTheSameTime() throws Exception {
    try (var caller = ConcurrentCaller.byQueue(service.connection())) {
      for (var i = 0; i < 10; i++) {
        var latin = caller.send("RequestAccountCreate", body("x".repeat(i + 1) + "ope"));
        var cyrillic = caller.send("RequestAccountCreate", body("х".repeat(i + 1) + "оре"));
        assertEquals(
            Map.of("200", 1L, "username_taken", 1L), caller.outcomes(List.of(latin, cyrillic)));
      }
    }
  }

  @WarrenTest(settings = {UNLIMITED, "WARREN_USERNAME_SCRIPTS=any"})
  @Test
  void allScriptsAreAcceptedWhereConfigured() throws Exception {
    for (var username : List.of("scope", "ѕсоре", "раypal")) {
      assertEquals(200, create(username).status());
    }
  }
}
