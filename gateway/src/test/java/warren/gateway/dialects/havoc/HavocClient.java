package warren.gateway.dialects.havoc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.gateway.support.Bodies.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import warren.gateway.support.Bodies;
import warren.gateway.support.TestGateway;
import warren.gateway.support.TestHttpClient;

/** A client with a session of the administrator. */
final class HavocClient {
  static final String PASSWORD = "correct horse battery";

  private final TestHttpClient http;
  private final String admin;

  HavocClient(TestHttpClient http) throws Exception {
    this.http = http;
    this.admin = token("admin", TestGateway.ADMIN_PASSWORD);
  }

  TestHttpClient http() {
    return http;
  }

  /** The administrator's token. */
  String admin() {
    return admin;
  }

  HttpResponse<String> post(String path, Map<String, ?> body) throws Exception {
    return http.post("/havoc" + path, Bodies.text(body));
  }

  static JsonNode data(int status, HttpResponse<String> response) throws Exception {
    var body = json(status, response);
    assertEquals(status, body.get("status").intValue());
    assertEquals(2, body.size());
    return body.get("data");
  }

  static void assertFails(int status, HttpResponse<String> response) throws Exception {
    assertTrue(data(status, response).isTextual(), response.body());
  }

  JsonNode login(String username, String password) throws Exception {
    return data(200, post("/user/login", Map.of("username", username, "password", password)));
  }

  String token(String username, String password) throws Exception {
    return login(username, password).get("session_token").textValue();
  }

  /** The fields that authenticate a request. */
  static Map<String, Object> session(String username, String token) {
    return new TreeMap<>(Map.of("username", username, "session_token", token));
  }

  /** The administrator's fields. */
  Map<String, Object> session() {
    return session("admin", admin);
  }

  HttpResponse<String> create(Object newUser) throws Exception {
    var body = session();
    body.put("new_user", newUser);
    return post("/user_admin/create_user", body);
  }

  static Map<String, String> user(String username, String code) {
    return Map.of(
        "email",
        username + "@havoc.example",
        "username",
        username,
        "first_name",
        "Test",
        "last_name",
        "McGee",
        "password",
        PASSWORD,
        "fk_permission_code",
        code);
  }

  /** Sends an operation as the administrator and returns its data. */
  JsonNode rpc(String operation, Map<String, ?> body) throws Exception {
    var bearer = new String[] {"Authorization", "Bearer " + admin};
    return json(200, http.post("/rpc/" + operation, Bodies.text(body), bearer)).get("data");
  }
}
