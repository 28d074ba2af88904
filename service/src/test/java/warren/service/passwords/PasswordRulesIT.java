package warren.service.passwords;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.support.Bodies.assertWeakPassword;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** Which passwords a new account may have; their lengths are in FieldsIT. */
@WarrenTest
class PasswordRulesIT {
  private final TestService service;
  private final Rows rows;

  PasswordRulesIT(TestService service, Rows rows) {
    this.service = service;
    this.rows = rows;
  }

  private Reply create(Map<String, ?> body) throws Exception {
    return service.client().call("RequestAccountCreate", body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"password", "PassWord1", "12345678", "qwertyuiop", "ｐａｓｓｗｏｒｄ", "iloveyou"})
  void aCommonPasswordIsRefused(String password) throws Exception {
    assertWeakPassword(
        "'is one of the most common passwords'",
        create(Map.of("username", "ada", "password", password)));
    assertEquals(0, rows.count("account where username_key <> 'admin'"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ada the countess", "ADA the Countess", "Ａda the countess"})
  void thePasswordMustNotBeTheUsername(String password) throws Exception {
    assertWeakPassword(
        "'must not be the username or the e-mail address'",
        create(Map.of("username", "Ada the Countess", "password", password)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ada@example.org", "ADA@EXAMPLE.ORG"})
  void thePasswordMustNotBeTheEmailAddress(String password) throws Exception {
    assertWeakPassword(
        "'must not be the username or the e-mail address'",
        create(Map.of("username", "ada", "password", password, "user_email", "Ada@example.org")));
  }

  @Test
  void allProblemsOfAPasswordAreReported() throws Exception {
    var name = "'must not be the username or the e-mail address'";
    assertWeakPassword(
        "'must have at least 8 characters', " + name,
        create(Map.of("username", "1234", "password", "1234")));
    assertWeakPassword(
        "'is one of the most common passwords', " + name,
        create(Map.of("username", "password", "password", "password")));
  }

  @WarrenTest(settings = {"WARREN_PASSWORD_MIN_LENGTH=4", "WARREN_PASSWORD_COMMON=allow"})
  @Test
  void thePasswordsOfTheOriginalDocumentsAreAcceptedWhereConfigured() throws Exception {
    for (var password : List.of("1234", "password")) {
      var account = Map.of("username", "user of " + password, "password", password);
      assertEquals(200, create(account).status());
      assertEquals(200, service.client().call("RequestLoginToken", account).status());
    }
  }
}
