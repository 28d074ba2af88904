package warren.gateway.dialects.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.gateway.Bodies.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import warren.gateway.Bodies;
import warren.gateway.TestGateway;

/**
 * A client of a gateway of its own, which sends a bearer's token: the administrator's where nothing
 * else is said.
 */
final class AuthorizationClient implements AutoCloseable {
  static final String PASSWORD = "correct horse battery";
  static final String NOBODY = "00000000-0000-0000-0000-000000000001";

  private final TestGateway gateway;
  private final String admin;

  AuthorizationClient() throws Exception {
    this.gateway = TestGateway.start(Map.of());
    this.admin = login("admin", TestGateway.ADMIN_PASSWORD);
  }

  HttpResponse<String> send(String method, String path, Object body, String token)
      throws Exception {
    var headers =
        token.isEmpty() ? new String[0] : new String[] {"Authorization", "Bearer " + token};
    return gateway.send(method, "/authorization" + path, Bodies.text(body), headers);
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

  /** A new user as it sees itself. */
  JsonNode registered(String username) throws Exception {
    assertEmpty(send("POST", "/authentication/register", account(username), ""));
    var token = login(username, PASSWORD);
    return json(200, send("GET", "/authentication/current", Map.of(), token));
  }

  /** When the token's session ends, as the service says. */
  Instant end(String token) throws Exception {
    var status = gateway.post("/rpc/RequestTokenStatus", Bodies.text(Map.of("token", token)));
    return Instant.parse(json(200, status).at("/data/expires_at").textValue());
  }

  static List<String> names(JsonNode list) {
    var names = new ArrayList<String>();
    list.forEach(entry -> names.add(entry.path("name").asText(entry.path("username").asText())));
    return names;
  }

  @Override
  public void close() {
    gateway.close();
  }
}
