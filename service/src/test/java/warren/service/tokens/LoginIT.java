package warren.service.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.support.Bodies.assertBadCredentials;
import static warren.service.support.Bodies.assertRefused;
import static warren.service.support.Bodies.json;

import com.auth0.jwt.JWT;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import warren.service.support.PasswordCaller;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** Logging in, for a token or for a session. */
@WarrenTest
class LoginIT {
  private final TestService service;
  private final Rows rows;

  LoginIT(TestService service, Rows rows) {
    this.service = service;
    this.rows = rows;
  }

  private Reply login(String operation, String username, String password) throws Exception {
    return new PasswordCaller(service, operation).login(username, password);
  }

  @ParameterizedTest
  @CsvSource({
    "RequestLoginToken, ReturnAuthenticationToken, ''",
    "RequestSession, ReturnSession, /access_token"
  })
  void aTokenContainsItsAccountAndIsVerifiedWithThePublicKeys(
      String operation, String reply, String place) throws Exception {
    var id = service.account("ada");
    var answer = login(operation, "ada", TestService.PASSWORD);
    assertEquals(reply, answer.properties().getType());

    var token = JWT.decode(answer.data().at(place).textValue());
    var keys = service.client().call("RequestPublicKeys", Map.of()).data().get("keys");
    assertEquals(1, keys.size());
    var key = keys.get(0);
    assertEquals("EC", key.get("kty").textValue());
    assertEquals("P-256", key.get("crv").textValue());
    assertEquals("ES256", key.get("alg").textValue());
    assertEquals("sig", key.get("use").textValue());
    assertEquals(key.get("kid").textValue(), token.getKeyId());
    assertEquals("at+jwt", token.getType());

    var verified =
        PublicKeySet.of(service)
            .verifying(token.getToken())
            .withIssuer("warren")
            .withAudience("warren")
            .withSubject(id)
            .withClaim("role", "user")
            .withClaim("level", 0)
            .build()
            .verify(token);
    assertEquals(7, UUID.fromString(verified.getId()).version());
    assertEquals(7, UUID.fromString(verified.getClaim("sid").asString()).version());
    assertEquals(
        Duration.ofMinutes(15),
        Duration.between(verified.getIssuedAtAsInstant(), verified.getExpiresAtAsInstant()));
  }

  @ParameterizedTest
  @FieldSource("warren.service.support.PasswordCaller#LOGINS")
  void everyBranchComputesExactlyOneVerification(String operation) throws Exception {
    for (var username : List.of("right", "wrong", "banned", "disabled")) {
      service.account(username);
    }
    rows.ban("banned", "null");
    rows.change("update account set enabled = false where username = 'disabled'");
    var right = TestService.PASSWORD;

    assertOneVerification(200, null, operation, "right", right);
    assertOneVerification(401, "bad_credentials", operation, "nobody-of-that-name", right);
    assertOneVerification(401, "bad_credentials", operation, "wrong", "another password");
    assertOneVerification(401, "bad_credentials", operation, "wrong", "");
    assertOneVerification(401, "bad_credentials", operation, "wrong", "x".repeat(50_000));
    assertOneVerification(403, "banned", operation, "banned", right);
    assertOneVerification(401, "bad_credentials", operation, "banned", "another password");
    assertOneVerification(403, "not_enabled", operation, "disabled", right);
    assertOneVerification(401, "bad_credentials", operation, "disabled", "another password");
  }

  private void assertOneVerification(
      int status, @Nullable String code, String operation, String username, String password)
      throws Exception {
    var before = service.verifications();
    var answer = login(operation, username, password);
    assertEquals(status, answer.status(), username);
    assertEquals(code, answer.code(), username);
    assertEquals(before + 1, service.verifications(), username);
  }

  @ParameterizedTest
  @FieldSource("warren.service.support.PasswordCaller#LOGINS")
  void anUnknownUserAndAWrongPasswordGetTheSameReply(String operation) throws Exception {
    service.account("known");
    var wrong = login(operation, "known", "not the password");
    var unknown = login(operation, "unknown", "not the password");
    assertBadCredentials(wrong);
    assertEquals(wrong.body(), unknown.body());
    assertEquals(wrong.headers().keySet(), unknown.headers().keySet());
    assertEquals(wrong.header("status_message"), unknown.header("status_message"));
    assertTrue((long) wrong.header("processing_time_ns") > 0);
  }

  @ParameterizedTest
  @FieldSource("warren.service.support.PasswordCaller#LOGINS")
  void refusedAccountsGetNoSession(String operation) throws Exception {
    service.account("ada");
    assertBadCredentials(login(operation, "ada", "not the password"));
    rows.ban("ada", "null");
    assertRefused(
        403, "banned", "This account is banned.", login(operation, "ada", TestService.PASSWORD));
    rows.change("delete from ban");
    rows.change("update account set enabled = false where username = 'ada'");
    assertRefused(
        403,
        "not_enabled",
        "This account is not enabled.",
        login(operation, "ada", TestService.PASSWORD));
    assertEquals(0, rows.count("session where account_id = ?", rows.account("ada")));
  }

  @Test
  void onlyThePublicPartOfAKeyIsPublished() throws Exception {
    var body = service.client().call("RequestPublicKeys", Map.of()).body();
    var key = body.path("data").path("keys").path(0);
    assertEquals(
        json(
            """
            {data: {keys: [{
              kid: '%s', kty: 'EC', crv: 'P-256', alg: 'ES256', use: 'sig', x: '%s', y: '%s'
            }]}}
            """,
            rows.one(String.class, "select kid from signing_key"),
            key.path("x").asText(),
            key.path("y").asText()),
        body);
    assertEquals(43, key.path("x").asText().length());
    assertEquals(43, key.path("y").asText().length());
  }
}
