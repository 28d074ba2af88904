package warren.service.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static warren.service.support.Bodies.assertInvalidFields;
import static warren.service.support.Bodies.assertUnauthenticated;

import com.auth0.jwt.JWT;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import warren.service.store.Sha256;
import warren.service.support.Bodies;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** Claims and lifetime of a token, and invalid tokens. */
@WarrenTest
class TokenIT {
  private static final Duration DAY = Duration.ofHours(24);

  private final TestService service;
  private final Rows rows;

  TokenIT(TestService service, Rows rows) throws Exception {
    this.service = service;
    this.rows = rows;
    service.account("ada");
  }

  private Reply login(@Nullable Object ttl) throws Exception {
    Map<String, @Nullable Object> body = new HashMap<>();
    body.put("username", "ada");
    body.put("password", TestService.PASSWORD);
    body.put("ttl", ttl);
    return service.client().call("RequestLoginToken", body);
  }

  private String token() throws Exception {
    return login(null).data().textValue();
  }

  private Reply use(String token) throws Exception {
    return service.client().call("RequestAccountData", Map.of(), token);
  }

  private void assertActive(String token) throws Exception {
    assertEquals("ada", use(token).data().get("username").textValue());
  }

  /** Asserts how long a token lives that is asked for so, in its row and in its text. */
  private void assertLives(Duration expected, @Nullable Object ttl) throws Exception {
    var token = JWT.decode(login(ttl).data().textValue());
    assertEquals(
        expected.toMillis(),
        rows.one(
            Long.class,
            """
            select extract(epoch from expires_at - issued_at) * 1000
            from session_token where hash = ?
            """,
            (Object) Sha256.of(token.getToken())),
        "of " + ttl);
    var said = Duration.between(token.getIssuedAtAsInstant(), token.getExpiresAtAsInstant());
    // whole seconds, each of the two rounded down
    assertEquals(0, said.minus(expected).abs().toSeconds(), said::toString);
    assertActive(token.getToken());
  }

  @Test
  void aTokenLivesAsLongAsIsAskedForUpToADay() throws Exception {
    assertLives(Duration.ofMinutes(15), null);
    assertLives(Duration.ofMinutes(1), 60_000);
    assertLives(Duration.ofMinutes(1), "60000");
    assertLives(Duration.ofSeconds(90, 123_000_000), 90_123);
    assertLives(DAY, DAY.toMillis());
    assertLives(DAY, DAY.toMillis() + 1);
    assertLives(DAY, Long.MAX_VALUE);
    assertLives(DAY, "999999999999999999");
  }

  @Test
  void zeroAndNegativeLifetimesAreRefused() throws Exception {
    for (Object ttl : List.of(0, -1, "0", "-60000", Long.MIN_VALUE)) {
      assertInvalidFields("{ttl: ['must be at least 1']}", login(ttl));
    }
    assertEquals(0, rows.count("session"));
  }

  @Test
  void anInvalidLifetimeIsRefused() throws Exception {
    for (Object ttl :
        List.of("", "soon", "1m", "1.5", " 1", 1.5, true, List.of(1), BigInteger.TEN.pow(30))) {
      assertInvalidFields("{ttl: ['must be a whole number']}", login(ttl));
    }
    assertEquals(0, rows.count("session"));
  }

  @Test
  void aTokenContainsExactlyTheseClaims() throws Exception {
    var token = token();
    assertEquals(Set.of("alg", "kid", "typ"), fields(token, 0));
    assertEquals(
        Set.of("iss", "aud", "sub", "iat", "exp", "jti", "sid", "role", "level"), fields(token, 1));
    assertEquals(
        rows.one(String.class, "select id::text from session"),
        JWT.decode(token).getClaim("sid").asString());
    assertNotEquals(JWT.decode(token).getId(), JWT.decode(token()).getId());
  }

  private static Set<String> fields(String token, int part) throws Exception {
    var json =
        new String(
            Base64.getUrlDecoder().decode(token.split("\\.", -1)[part]), StandardCharsets.UTF_8);
    return Bodies.json("%s", json).properties().stream()
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  @Test
  void aTokenContainsTheHighestRoleIncludingThoseOfGroups() throws Exception {
    var admin = JWT.decode(service.adminToken());
    assertEquals("admin", admin.getClaim("role").asString());
    assertEquals(20, admin.getClaim("level").asInt());

    service.account("bob");
    rows.join("bob", rows.group("Moderators", false, "moderator"));
    var bob = JWT.decode(service.token("bob", TestService.PASSWORD));
    assertEquals("moderator", bob.getClaim("role").asString());
    assertEquals(10, bob.getClaim("level").asInt());
  }

  @ParameterizedTest
  @ValueSource(strings = {"session_token", "session"})
  void anExpiredTokenIsInactive(String table) throws Exception {
    var token = token();
    assertActive(token);
    rows.change("update " + table + " set expires_at = now()");
    assertUnauthenticated(use(token));
    rows.change("update " + table + " set expires_at = now() + interval '1 minute'");
    assertActive(token);
  }

  @Test
  void aSignedTokenMissingInTheDatabaseIsInactive() throws Exception {
    var token = token();
    rows.change("delete from session_token");
    assertUnauthenticated(use(token));
  }

  @Test
  void aTokenHasAtMost4Kib() throws Exception {
    token();
    for (int length : new int[] {4096, 4097}) {
      rows.change(
          """
          insert into session_token (hash, session_id, kid, issued_at, expires_at)
          select ?, id, gen_random_uuid(), now(), expires_at from session
          """,
          (Object) Sha256.of("x".repeat(length)));
    }
    assertActive("x".repeat(4096));
    assertUnauthenticated(use("x".repeat(4097)));
  }
}
