package warren.gateway.dialects.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.gateway.support.Bodies.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import warren.gateway.support.Bodies;
import warren.gateway.support.TestGateway;
import warren.gateway.support.TestHttpClient;

/** A client that sends a bearer token, by default the administrator's. */
final class AuthorizationClient {
  static final String PASSWORD = "correct horse battery";
  static final String UNKNOWN_ID = "00000000-0000-0000-0000-000000000001";

  private final TestHttpClient http;
  private final String admin;

  AuthorizationClient(TestHttpClient http) throws Exception {
    this.http = http;
    this.admin = login("admin", TestGateway.ADMIN_PASSWORD);
  }

  HttpResponse<String> send(String method, String path, Object body, String token)
      throws Exception {
    var headers =
        token.isEmpty() ? new String[0] : new String[] {"Authorization", "Bearer " + token};
    return http.send(method, "/authorization" + path, Bodies.text(body), headers);
  }

  HttpResponse<String> send(String method, String path, Object body) throws Exception {
    return send(method, path, body, admin);
  }

  JsonNode ok(String method, String path, Object body) throws Exception {
    return json(200, send(method, path, body));
  }

  JsonNode get(String path) throws Exception {
    return ok("GET", path, Map.of());
  }

  static void assertFails(int status, HttpResponse<String> response) throws Exception {
    var body = json(status, response);
    assertEquals(Set.of("message"), Bodies.fields(body));
    assertTrue(body.get("message").isTextual());
  }

  static void assertEmpty(HttpResponse<String> response) {
    assertEquals(200, response.statusCode(), response.body());
    assertEquals("", response.body());
  }

  String login(String username, String password) throws Exception {
    var body = Map.of("username", username, "password", password);
    return json(200, send("POST", "/authentication/login", body, "")).get("token").textValue();
  }

  static Map<String, String> account(String username) {
    return Map.of(
        "username",
        username,
        "email",
        username + "@example.org",
        "firstName",
        "Jane",
        "lastName",
        "Doe",
        "password",
        PASSWORD);
  }

  /** Registers a user and returns the user's view of itself. */
  JsonNode registered(String username) throws Exception {
    assertEmpty(send("POST", "/authentication/register", account(username), ""));
    var token = login(username, PASSWORD);
    return json(200, send("GET", "/authentication/current", Map.of(), token));
  }

  /** The end of the token's session, as the service reports it. */
  Instant sessionEnd(String token) throws Exception {
    var status = http.post("/rpc/RequestTokenStatus", Bodies.text(Map.of("token", token)));
    return Instant.parse(json(200, status).at("/data/expires_at").textValue());
  }

  static List<String> names(JsonNode list) {
    var names = new ArrayList<String>();
    list.forEach(entry -> names.add(entry.path("name").asText(entry.path("username").asText())));
    return names;
  }
}
