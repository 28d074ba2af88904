package warren.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.gateway.support.Bodies.json;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import warren.contracts.hostile.ForgedJwts;
import warren.gateway.support.Bodies;
import warren.gateway.support.TestHttpClient;
import warren.gateway.support.WithGateway;

/** Forged tokens in the form in which the bridge and each dialect receive tokens. */
@WithGateway
class ForgedTokenIT {
  /** Jetty refuses longer headers before they reach a route. */
  private static final int MAX_HEADER = 10_000;

  private static final AtomicInteger ACCOUNTS = new AtomicInteger();

  private final TestHttpClient http;
  private final String username = "ada" + ACCOUNTS.incrementAndGet();
  private final String token;
  private final Map<String, String> forged;

  ForgedTokenIT(TestHttpClient http) throws Exception {
    this.http = http;
    var login = Map.of("username", username, "password", "correct horse battery");
    http.post("/rpc/RequestAccountCreate", Bodies.text(login));
    token = json(200, http.post("/rpc/RequestLoginToken", Bodies.text(login))).get("data").asText();
    var keys = json(200, http.post("/rpc/RequestPublicKeys", "{}")).at("/data/keys");
    forged = new LinkedHashMap<>(ForgedJwts.of(token, keys));
    forged.values().removeIf(text -> text.length() > MAX_HEADER);
    assertTrue(forged.size() > 100, () -> forged.size() + " texts");
  }

  /** Those that can be the value of a header. */
  private Map<String, String> inHeaders() {
    var some = new LinkedHashMap<>(forged);
    some.values().removeIf(text -> !text.matches("[!-~]([ -~]*[!-~])?"));
    return some;
  }

  private int status(String method, String path, String body, String name, String value)
      throws Exception {
    return http.send(method, path, body, name, value).statusCode();
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /rpc/RequestAccountData, 401",
    "POST, /rpc/RequestPublicKeys, 200",
    "POST, /rpc/RequestAllAccounts, 401",
    "GET, /authorization/users, 401",
    "GET, /authorization/authentication/current, 401",
    "GET, /django/users, 401",
    "GET, /vestec/flask/authorised, 403",
    "GET, /vestec/flask/user_type, 403",
    "DELETE, /vestec/flask/logout, 200"
  })
  void noForgedBearerTokenIsAccepted(String method, String path, int status) throws Exception {
    for (var each : inHeaders().entrySet()) {
      var bearer = "Bearer " + each.getValue();
      assertEquals(status, status(method, path, "", "Authorization", bearer), each.getKey());
    }
    assertActive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/rpc/RequestAccountCreate", "/django/api/register/"})
  void aForgedTokenIsRefusedWhereATokenIsOptional(String path) throws Exception {
    var account = Map.of("username", "x" + username, "password", "correct horse battery");
    for (var each : inHeaders().entrySet()) {
      var bearer = "Bearer " + each.getValue();
      var status = status("POST", path, Bodies.text(account), "Authorization", bearer);
      assertEquals(401, status, each.getKey());
    }
    assertActive();
  }

  private void assertActive() throws Exception {
    assertEquals(
        200, status("POST", "/rpc/RequestAccountData", "", "Authorization", "Bearer " + token));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /django/users, access_token, 401",
    "POST, /django/api/token/refresh/, refresh_token, 401",
    "POST, /django/api/logout/, access_token, 200",
    "POST, /django/api/logout/, refresh_token, 200"
  })
  void noForgedCookieIsAccepted(String method, String path, String cookie, int status)
      throws Exception {
    for (var each : inHeaders().entrySet()) {
      var value = cookie + "=" + each.getValue();
      assertEquals(status, status(method, path, "", "Cookie", value), each.getKey());
    }
    assertActive();
  }

  @Test
  void noForgedTokenInABodyIsAccepted() throws Exception {
    for (var each : forged.entrySet()) {
      var session = Map.of("username", username, "session_token", each.getValue());
      var havoc = http.post("/havoc/user/check_status", Bodies.text(session));
      assertEquals(401, havoc.statusCode(), each.getKey());
      var refresh = Map.of("refresh_token", each.getValue());
      var refreshed = http.post("/rpc/RequestTokenRefresh", Bodies.text(refresh));
      assertEquals(401, refreshed.statusCode(), each.getKey());
      var status =
          http.post("/rpc/RequestTokenStatus", Bodies.text(Map.of("token", each.getValue())));
      assertEquals(json("{\"data\": {\"active\": false}}"), json(200, status), each.getKey());
    }
    assertActive();
  }
}
