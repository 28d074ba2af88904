package warren.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.Bodies.json;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import warren.service.TestClient.Answer;

class LoginIT {
  private static TestService service;

  @BeforeAll
  static void start() throws Exception {
    service = TestService.start(Map.of());
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static Answer login(String username, String password) throws Exception {
    return service
        .client()
        .call("RequestLoginToken", Map.of("username", username, "password", password));
  }

  @Test
  void aTokenSaysWhoseItIsAndIsVerifiedWithThePublicKeys() throws Exception {
    var id = service.account("ada");
    var answer = login("ada", TestService.PASSWORD);
    assertEquals("ReturnAuthenticationToken", answer.properties().getType());

    var token = JWT.decode(answer.data().textValue());
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
        JWT.require(
                Algorithm.ECDSA256(publicKey(key.get("x").textValue(), key.get("y").textValue())))
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

  private static ECPublicKey publicKey(String x, String y) throws Exception {
    var parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec("secp256r1"));
    var point = new ECPoint(coordinate(x), coordinate(y));
    return (ECPublicKey)
        KeyFactory.getInstance("EC")
            .generatePublic(
                new ECPublicKeySpec(point, parameters.getParameterSpec(ECParameterSpec.class)));
  }

  private static BigInteger coordinate(String base64) {
    var bytes = Base64.getUrlDecoder().decode(base64);
    assertEquals(32, bytes.length);
    return new BigInteger(1, bytes);
  }

  @Test
  void everyBranchComputesExactlyOneVerification() throws Exception {
    service.account("right");
    service.account("wrong");
    var banned = service.account("banned");
    var disabled = service.account("disabled");
    service
        .database()
        .useHandle(
            handle -> {
              handle.execute(
                  "insert into ban (id, account_id, started_at) values (gen_random_uuid(), ?, now())",
                  UUID.fromString(banned));
              handle.execute(
                  "update account set enabled = false where id = ?", UUID.fromString(disabled));
            });

    assertOneVerification("right", TestService.PASSWORD, 200, null);
    assertOneVerification("nobody-of-that-name", TestService.PASSWORD, 401, "bad_credentials");
    assertOneVerification("wrong", "another password", 401, "bad_credentials");
    assertOneVerification("wrong", "", 401, "bad_credentials");
    assertOneVerification("wrong", "x".repeat(50_000), 401, "bad_credentials");
    assertOneVerification("banned", TestService.PASSWORD, 403, "banned");
    assertOneVerification("banned", "another password", 401, "bad_credentials");
    assertOneVerification("disabled", TestService.PASSWORD, 403, "not_enabled");
    assertOneVerification("disabled", "another password", 401, "bad_credentials");
  }

  private static void assertOneVerification(
      String username, String password, int status, @Nullable String code) throws Exception {
    var before = service.verifications();
    var answer = login(username, password);
    assertEquals(status, answer.status(), username);
    assertEquals(code, answer.code(), username);
    assertEquals(before + 1, service.verifications(), username);
  }

  @Test
  void unknownAndWrongLookAlike() throws Exception {
    service.account("known");
    var wrong = login("known", "not the password");
    var unknown = login("unknown", "not the password");
    assertEquals(wrong.body(), unknown.body());
    assertEquals(wrong.headers().keySet(), unknown.headers().keySet());
    assertEquals(wrong.header("status_message"), unknown.header("status_message"));
    assertTrue((long) wrong.header("processing_time_ns") > 0);
  }

  @Test
  void ofAKeyItsPublicPartIsToldAndNothingElse() throws Exception {
    var body = service.client().call("RequestPublicKeys", Map.of()).body();
    var key = body.path("data").path("keys").path(0);
    assertEquals(
        json(
            """
            {data: {keys: [{
              kid: '%s', kty: 'EC', crv: 'P-256', alg: 'ES256', use: 'sig', x: '%s', y: '%s'
            }]}}
            """,
            new Rows(service).one(String.class, "select kid from signing_key"),
            key.path("x").asText(),
            key.path("y").asText()),
        body);
    assertEquals(43, key.path("x").asText().length());
    assertEquals(43, key.path("y").asText().length());
  }
}
