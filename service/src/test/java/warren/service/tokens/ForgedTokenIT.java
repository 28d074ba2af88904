package warren.service.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.support.Bodies.assertInactive;
import static warren.service.support.Bodies.assertUnauthenticated;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import warren.service.support.ForgedTokens;
import warren.service.support.LogCapture;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/**
 * Forged tokens in the fields that contain tokens. BadTokenIT sends them in the header, to every
 * operation.
 */
@WarrenTest
class ForgedTokenIT {
  /** A longer text does not fit in a body. */
  private static final int MAX_TEXT = 50_000;

  private final TestService service;
  private final JsonNode session;
  private final Map<String, String> forged;

  ForgedTokenIT(TestService service) throws Exception {
    this.service = service;
    service.account("ada");
    var login = Map.of("username", "ada", "password", TestService.PASSWORD);
    session = call("RequestSession", login).data();
    forged = new LinkedHashMap<>(ForgedTokens.texts(accessToken(), service));
    addChanged(refreshToken());
    forged.values().removeIf(text -> text.length() > MAX_TEXT);
    assertTrue(forged.size() > 110, () -> forged.size() + " texts");
  }

  private void addChanged(String refreshToken) {
    forged.put("an access token", accessToken());
    forged.put("a refresh token, padded", refreshToken + "=");
    forged.put("a refresh token before a space", refreshToken + " ");
    forged.put("a refresh token before NUL", refreshToken + "\0");
    forged.put("a refresh token, twice", refreshToken + refreshToken);
    forged.put("a refresh token, cut off", refreshToken.substring(1));
    forged.put("a refresh token as a header", refreshToken + "." + accessToken());
  }

  private Reply call(String operation, Map<String, ?> body) throws Exception {
    return service.client().call(operation, body);
  }

  private String accessToken() {
    return session.get("access_token").textValue();
  }

  private String refreshToken() {
    return session.get("refresh_token").textValue();
  }

  /** Asserts that neither token of the session was affected. */
  private void assertActive() throws Exception {
    var account = service.client().call("RequestAccountData", Map.of(), accessToken());
    assertEquals("ada", account.data().get("username").textValue());
    var next = call("RequestTokenRefresh", Map.of("refresh_token", refreshToken()));
    assertTrue(next.data().hasNonNull("access_token"));
  }

  private static void assertNotLogged(LogCapture log) {
    assertEquals(List.of(), log.written(Level.ERROR));
    log.assertContainsNoneOf(List.of(ForgedTokens.PLANTED));
  }

  @Test
  void noForgedTokenRefreshesASession() throws Exception {
    try (var log = new LogCapture()) {
      for (var text : forged.values()) {
        assertUnauthenticated(call("RequestTokenRefresh", Map.of("refresh_token", text)));
      }
      assertActive();
      assertNotLogged(log);
    }
  }

  @Test
  void noForgedTokenEndsASession() throws Exception {
    try (var log = new LogCapture()) {
      for (var text : forged.values()) {
        var ended = call("RequestInvalidateLoginToken", Map.of("refresh_token", text)).data();
        assertTrue(ended.hasNonNull("invalidated_at"));
      }
      assertActive();
      assertNotLogged(log);
    }
  }

  @Test
  void noForgedTokenHasAStatus() throws Exception {
    forged.remove("an access token");
    try (var log = new LogCapture()) {
      for (var text : forged.values()) {
        assertInactive(call("RequestTokenStatus", Map.of("token", text)));
      }
      assertActive();
      assertNotLogged(log);
    }
  }
}
