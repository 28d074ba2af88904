package warren.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Django backend's document, line by line, as a browser and as another client. */
class DjangoIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PASSWORD = "correct horse battery";

  private static TestGateway gateway;
  private static String ours;

  private final Map<String, String> cookies = new HashMap<>();

  @BeforeAll
  static void start() throws Exception {
    gateway = TestGateway.start(Map.of("WARREN_HTTP_TRUSTED_PROXIES", "127.0.0.1"));
    ours = gateway.uri("").toString();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  /** Sends the cookies that were set so far, and keeps those that are set. */
  private HttpResponse<String> send(String method, String path, Object body, String... headers)
      throws Exception {
    var request =
        HttpRequest.newBuilder(gateway.uri("/django" + path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)));
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    var response = gateway.send(headers.length == 0 ? request : request.headers(headers));
    for (var set : response.headers().allValues("Set-Cookie")) {
      var pair = set.split(";", 2)[0].split("=", 2);
      cookies.put(pair[0], pair[1]);
    }
    return response;
  }

  private static JsonNode json(int status, HttpResponse<String> response) throws Exception {
    assertEquals(status, response.statusCode(), response.body());
    return JSON.readTree(response.body());
  }

  private static void assertSays(String body, int status, HttpResponse<String> response)
      throws Exception {
    assertEquals(JSON.readTree(body), json(status, response));
  }

  private static Map<String, String> credentials(String username, String password) {
    return Map.of("username", username, "password", password);
  }

  private void register(String username) throws Exception {
    json(201, send("POST", "/api/register/", credentials(username, PASSWORD)));
  }

  private JsonNode login(String username, String password) throws Exception {
    return json(200, send("POST", "/api/token/", credentials(username, password)));
  }

  private void loginAdmin() throws Exception {
    login("admin", TestGateway.ADMIN_PASSWORD);
  }

  /** The number of an account. */
  private int idOf(String username) throws Exception {
    for (var user : json(200, send("GET", "/users", Map.of()))) {
      if (user.get("username").textValue().equals(username)) {
        return user.get("id").intValue();
      }
    }
    throw new AssertionError("no " + username);
  }

  private int groupNamed(String name) throws Exception {
    var token = cookies.getOrDefault("access_token", "");
    var made =
        gateway.post(
            "/rpc/RequestGroupCreate",
            "{\"name\": \"%s\", \"open\": true}".formatted(name),
            "Authorization",
            "Bearer " + token);
    return json(200, made).get("data").get("id").intValue();
  }

  @Test
  void whoRegistersIsAnswered() throws Exception {
    loginAdmin();
    var parents = groupNamed("Parents");
    var body =
        Map.of(
            "username", "ada",
            "password", PASSWORD,
            "email", "ada@example.org",
            "first_name", "Ada",
            "last_name", "Lovelace",
            "groups", List.of(parents));
    assertSays(
        """
        {"username": "ada", "email": "ada@example.org", "first_name": "Ada",
          "last_name": "Lovelace", "is_active": true, "groups": [%d]}
        """
            .formatted(parents),
        201,
        send("POST", "/api/register/", body));
    assertSays(
        "{\"username\": [\"A user with that username already exists.\"]}",
        400,
        send("POST", "/api/register", body));
    assertSays(
        "{\"email\": [\"A user with that email already exists.\"]}",
        400,
        send(
            "POST",
            "/api/register/",
            Map.of("username", "ada2", "password", PASSWORD, "email", "ada@example.org")));
    var weak = json(400, send("POST", "/api/register/", credentials("ada3", "password")));
    assertTrue(weak.get("password").get(0).isTextual());
    assertSays("{\"username\": [\"is required\"]}", 400, send("POST", "/api/register/", Map.of()));
  }

  @Test
  void aLoginSetsCookiesThatNoScriptReads() throws Exception {
    register("grace");
    var response = send("POST", "/api/token/", credentials("grace", PASSWORD));
    assertSays(
        """
        {"success": true, "user": {"username": "grace", "first_name": "", "last_name": "",
          "email": "", "is_active": true, "groups": []}}
        """,
        200,
        response);
    var set = response.headers().allValues("Set-Cookie");
    assertEquals(2, set.size());
    for (var cookie : set) {
      assertTrue(cookie.contains("; HttpOnly"), cookie);
      assertTrue(cookie.contains("; SameSite=Lax"), cookie);
      assertFalse(cookie.contains("; Secure"), cookie);
    }
    assertLives(set.get(0), "access_token=", "/django/", 15 * 60);
    assertLives(set.get(1), "refresh_token=", "/django/api/", 14 * 24 * 60 * 60);
    assertSays(
        "{\"success\": false}", 401, send("POST", "/api/token/", credentials("grace", "wrong")));
  }

  private static void assertLives(String cookie, String name, String path, int seconds) {
    assertTrue(cookie.startsWith(name), cookie);
    assertTrue(cookie.contains("; Path=" + path + ";"), cookie);
    var age = Integer.parseInt(cookie.replaceAll(".*Max-Age=(\\d+).*", "$1"));
    assertTrue(age <= seconds && age > seconds - 60, cookie);
  }

  @Test
  void cookiesAreSecureWhereAProxySaysThatItIsHttps() throws Exception {
    register("tessa");
    var response =
        send(
            "POST",
            "/api/token/",
            credentials("tessa", PASSWORD),
            "X-Forwarded-Proto",
            "https",
            "X-Forwarded-Host",
            "accounts.example",
            "Origin",
            "https://accounts.example");
    json(200, response);
    response
        .headers()
        .allValues("Set-Cookie")
        .forEach(cookie -> assertTrue(cookie.contains("; Secure"), cookie));
  }

  @Test
  void aRefreshSetsTheNextCookies() throws Exception {
    register("hedy");
    login("hedy", PASSWORD);
    var before = Map.copyOf(cookies);
    assertSays("{\"refreshed\": true}", 200, send("POST", "/api/token/refresh/", Map.of()));
    assertNotEquals(before.get("access_token"), cookies.get("access_token"));
    assertNotEquals(before.get("refresh_token"), cookies.get("refresh_token"));
    cookies.put("refresh_token", "none-of-ours");
    assertSays("{\"refreshed\": false}", 401, send("POST", "/api/token/refresh", Map.of()));
    cookies.clear();
    assertSays("{\"refreshed\": false}", 401, send("POST", "/api/token/refresh/", Map.of()));
  }

  @Test
  void aLogoutEndsTheSessionAndTakesTheCookies() throws Exception {
    loginAdmin();
    var before = Map.copyOf(cookies);
    var response = send("POST", "/api/logout/", Map.of());
    assertSays("{\"success\": true}", 200, response);
    for (var cookie : response.headers().allValues("Set-Cookie")) {
      assertTrue(cookie.contains("; Expires=Thu, 01 Jan 1970 00:00:00 GMT"), cookie);
    }
    cookies.putAll(before);
    json(401, send("GET", "/users", Map.of()));
    cookies.clear();
    assertSays("{\"success\": true}", 200, send("POST", "/api/logout", Map.of()));
  }

  @Test
  void aPasswordIsChanged() throws Exception {
    register("mary");
    login("mary", PASSWORD);
    assertSays(
        "{\"old_password\": [\"Wrong password.\"]}",
        400,
        send(
            "POST",
            "/api/change-password/",
            Map.of("old_password", "wrong", "new_password", "staple of another horse")));
    var weak =
        send(
            "POST",
            "/api/change-password/",
            Map.of("old_password", PASSWORD, "new_password", "password"));
    assertTrue(json(400, weak).get("new_password").get(0).isTextual());
    assertSays(
        "{\"message\": \"Password updated successfully\"}",
        200,
        send(
            "POST",
            "/api/change-password/",
            Map.of("old_password", PASSWORD, "new_password", "staple of another horse")));
    login("mary", "staple of another horse");
  }

  @Test
  void usersAreReadChangedAndDeleted() throws Exception {
    register("rosa");
    loginAdmin();
    var id = idOf("rosa");
    var path = "/users/" + id;
    var rosa =
        """
        {"url": "%s/django/users/%d/", "id": %2$d, "username": "rosa", "first_name": "",
          "last_name": "", "email": "", "is_active": true, "groups": []}
        """
            .formatted(ours, id);
    assertSays(rosa, 200, send("GET", path, Map.of()));
    assertSays(rosa, 200, send("GET", path + "/", Map.of()));

    var changes =
        Map.of(
            "first_name", "Rosa",
            "last_name", "L",
            "email", "rosa@example.org",
            "is_active", false);
    assertSays(
        """
        {"url": "%s/django/users/%d/", "id": %2$d, "username": "rosa", "first_name": "Rosa",
          "last_name": "L", "email": "rosa@example.org", "is_active": false, "groups": []}
        """
            .formatted(ours, id),
        200,
        send("PATCH", path + "/", changes));

    var deleted = send("DELETE", path + "/", Map.of());
    assertEquals(204, deleted.statusCode());
    assertEquals("", deleted.body());
    var gone = "{\"detail\": \"No User matches the given query.\"}";
    assertSays(gone, 404, send("GET", path, Map.of()));
    assertSays(gone, 404, send("DELETE", path + "/", Map.of()));
    assertSays(gone, 404, send("GET", "/users/what", Map.of()));
  }

  @Test
  void groupsAreListedAndUsersNameThem() throws Exception {
    loginAdmin();
    var staff = groupNamed("Staff");
    var group =
        """
        {"url": "%s/django/groups/%d/", "id": %2$d, "name": "Staff"}
        """
            .formatted(ours, staff);
    assertSays(group, 200, send("GET", "/groups/" + staff + "/", Map.of()));
    var listed = new ArrayList<JsonNode>();
    json(200, send("GET", "/groups", Map.of())).forEach(listed::add);
    assertTrue(listed.contains(JSON.readTree(group)), listed::toString);

    var member = Map.of("username", "member", "password", PASSWORD, "groups", List.of(staff));
    json(201, send("POST", "/api/register/", member));
    var user = json(200, send("GET", "/users/" + idOf("member"), Map.of()));
    assertEquals(
        "[\"%s/django/groups/%d/\"]".formatted(ours, staff), user.get("groups").toString());
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /users",
    "GET, /users/1",
    "PATCH, /users/1/",
    "DELETE, /users/1/",
    "GET, /groups",
    "POST, /api/change-password/"
  })
  void withoutATokenItIs401(String method, String path) throws Exception {
    var body = Map.of("old_password", "x", "new_password", "staple of another horse");
    assertSays(
        "{\"detail\": \"Authentication credentials were not provided.\"}",
        401,
        send(method, path, body));
  }

  @Test
  void withoutThePermissionItIs403() throws Exception {
    register("plain");
    login("plain", PASSWORD);
    assertSays(
        "{\"detail\": \"You do not have permission to perform this action.\"}",
        403,
        send("GET", "/users", Map.of()));
  }

  @Test
  void aTokenInTheHeaderIsTakenToo() throws Exception {
    loginAdmin();
    var token = cookies.get("access_token");
    cookies.clear();
    json(200, send("GET", "/users", Map.of(), "Authorization", "Bearer " + token));
    // with it no page of another site's could have come
    register("byheader");
    json(
        200,
        send(
            "GET",
            "/users",
            Map.of(),
            "Authorization",
            "Bearer " + token,
            "Origin",
            "https://evil.example"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: https://evil.example",
        "Origin: null",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site"
      })
  void aPageOfAnotherSiteChangesNothing(String header) throws Exception {
    register("victim" + header.hashCode());
    loginAdmin();
    var id = idOf("victim" + header.hashCode());
    var forged = header.split(": ", 2);
    for (var request :
        List.of("DELETE /users/" + id + "/", "PATCH /users/" + id + "/", "POST /api/logout/")) {
      var parts = request.split(" ", 2);
      var answer = send(parts[0], parts[1], Map.of("is_active", false), forged);
      assertTrue(json(403, answer).get("detail").textValue().startsWith("CSRF Failed"));
    }
    var still = json(200, send("GET", "/users/" + id, Map.of()));
    assertTrue(still.get("is_active").booleanValue());
    var own = send("PATCH", "/users/" + id, Map.of("is_active", false), "Origin", ours);
    assertFalse(json(200, own).get("is_active").booleanValue());
    var typed = send("PATCH", "/users/" + id, Map.of("is_active", true), "Sec-Fetch-Site", "none");
    assertTrue(json(200, typed).get("is_active").booleanValue());
  }
}
