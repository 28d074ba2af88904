package warren.gateway.dialects.django;

import static warren.gateway.support.Bodies.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import warren.gateway.support.Bodies;
import warren.gateway.support.TestGateway;
import warren.gateway.support.TestHttpClient;

/** A client that stores cookies as browsers do. */
final class DjangoClient {
  static final String PASSWORD = "correct horse battery";

  private final TestHttpClient http;
  private final Map<String, String> cookies = new HashMap<>();

  DjangoClient(TestHttpClient http) {
    this.http = http;
  }

  /** The stored cookies, which the test may change. */
  Map<String, String> cookies() {
    return cookies;
  }

  /** Sends the stored cookies, and stores those of the response. */
  HttpResponse<String> send(String method, String path, Object body, String... headers)
      throws Exception {
    var cookie =
        cookies.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining("; "));
    var all =
        Stream.concat(
                Stream.of(headers), cookie.isEmpty() ? Stream.of() : Stream.of("Cookie", cookie))
            .toArray(String[]::new);
    var response = http.send(method, "/django" + path, Bodies.text(body), all);
    for (var set : response.headers().allValues("Set-Cookie")) {
      var pair = set.split(";", 2)[0].split("=", 2);
      cookies.put(pair[0], pair[1]);
    }
    return response;
  }

  static Map<String, String> credentials(String username, String password) {
    return Map.of("username", username, "password", password);
  }

  void register(String username) throws Exception {
    json(201, send("POST", "/api/register/", credentials(username, PASSWORD)));
  }

  JsonNode login(String username, String password) throws Exception {
    return json(200, send("POST", "/api/token/", credentials(username, password)));
  }

  void loginAdmin() throws Exception {
    login("admin", TestGateway.ADMIN_PASSWORD);
  }

  /** The number of an account. */
  int idOf(String username) throws Exception {
    for (var user : json(200, send("GET", "/users", Map.of()))) {
      if (user.get("username").textValue().equals(username)) {
        return user.get("id").intValue();
      }
    }
    throw new AssertionError(username + " is not listed");
  }

  /**
   * Creates a group.
   *
   * @param open whether a user who registers may join it
   * @return its id
   */
  int group(String name, boolean open) throws Exception {
    var token = cookies.getOrDefault("access_token", "");
    var body = Bodies.text(Map.of("name", name, "open", open));
    var created = http.post("/rpc/RequestGroupCreate", body, "Authorization", "Bearer " + token);
    return json(200, created).get("data").get("id").intValue();
  }
}
