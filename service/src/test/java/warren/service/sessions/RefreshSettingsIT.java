package warren.service.sessions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.auth0.jwt.JWT;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import warren.service.support.TestServers;
import warren.service.support.TestService;

/** Settings apply to existing sessions too. */
class RefreshSettingsIT {
  @Test
  void aLowerMaximumBindsTheNextTokenOfASession() throws Exception {
    var place = TestServers.take();
    var day = Duration.ofHours(24);
    JsonNode session;
    try (var service = TestService.start(place, Map.of())) {
      service.account("ada");
      var body = Map.of("username", "ada", "password", TestService.PASSWORD, "ttl", day.toMillis());
      session = service.client().call("RequestSession", body).data();
      assertEquals(day, lifetime(session));
    }
    try (var service = TestService.start(place, Map.of("WARREN_TOKEN_MAX_TTL", "1h"))) {
      var next = service.client().call("RequestTokenRefresh", token(session)).data();
      assertEquals(Duration.ofHours(1), lifetime(next));
    }
  }

  private static Map<String, String> token(JsonNode session) {
    return Map.of("refresh_token", session.get("refresh_token").textValue());
  }

  private static Duration lifetime(JsonNode session) {
    var token = JWT.decode(session.get("access_token").textValue());
    return Duration.between(token.getIssuedAtAsInstant(), token.getExpiresAtAsInstant());
  }
}
