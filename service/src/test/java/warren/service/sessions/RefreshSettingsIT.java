package warren.service.sessions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.auth0.jwt.JWT;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import warren.service.support.Rows;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;
import warren.service.support.WarrenTest.Scope;

/** Settings apply to existing sessions too. */
@WarrenTest
class RefreshSettingsIT {
  private static final Duration DAY = Duration.ofHours(24);

  private final TestService service;
  private final Rows rows;

  RefreshSettingsIT(TestService service, Rows rows) throws Exception {
    this.service = service;
    this.rows = rows;
    service.account("ada");
  }

  private JsonNode session(Duration ttl) throws Exception {
    var body = Map.of("username", "ada", "password", TestService.PASSWORD, "ttl", ttl.toMillis());
    return service.client().call("RequestSession", body).data();
  }

  @Test
  void aSessionKeepsTheRequestedLifetimeOfItsTokens() throws Exception {
    assertEquals(DAY, lifetime(session(DAY)));
    assertEquals(DAY.toMillis(), rows.one(Long.class, "select token_ttl_ms from session"));
  }

  @WarrenTest(settings = "WARREN_TOKEN_MAX_TTL=1h", scope = Scope.TEST)
  @Test
  void aLowerMaximumBindsTheNextTokenOfASession() throws Exception {
    var session = session(Duration.ofHours(1));
    // as if the maximum had been higher at the login
    rows.change("update session set token_ttl_ms = ?", DAY.toMillis());
    var next = service.client().call("RequestTokenRefresh", token(session)).data();
    assertEquals(Duration.ofHours(1), lifetime(next));
  }

  private static Map<String, String> token(JsonNode session) {
    return Map.of("refresh_token", session.get("refresh_token").textValue());
  }

  private static Duration lifetime(JsonNode session) {
    var token = JWT.decode(session.get("access_token").textValue());
    return Duration.between(token.getIssuedAtAsInstant(), token.getExpiresAtAsInstant());
  }
}
