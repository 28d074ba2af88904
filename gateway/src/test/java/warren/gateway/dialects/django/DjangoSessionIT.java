package warren.gateway.dialects.django;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.gateway.Bodies.assertSays;
import static warren.gateway.Bodies.json;
import static warren.gateway.dialects.django.DjangoClient.PASSWORD;
import static warren.gateway.dialects.django.DjangoClient.credentials;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import warren.gateway.TestGateway;

/** Registering, logging in and out, and the cookies. */
class DjangoSessionIT {
  private static TestGateway gateway;

  private DjangoClient client;

  @BeforeAll
  static void start() throws Exception {
    gateway = TestGateway.start(Map.of("WARREN_HTTP_TRUSTED_PROXIES", "127.0.0.1"));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @BeforeEach
  void newClient() {
    client = new DjangoClient(gateway);
  }

  @Test
  void whoRegistersIsAnswered() throws Exception {
    client.loginAdmin();
    var parents = client.group("Parents", true);
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
        client.send("POST", "/api/register/", body));
    assertSays(
        "{\"username\": [\"A user with that username already exists.\"]}",
        400,
        client.send("POST", "/api/register", body));
    assertSays(
        "{\"email\": [\"A user with that email already exists.\"]}",
        400,
        client.send(
            "POST",
            "/api/register/",
            Map.of("username", "ada2", "password", PASSWORD, "email", "ada@example.org")));
    var weak = json(400, client.send("POST", "/api/register/", credentials("ada3", "password")));
    assertTrue(weak.get("password").get(0).isTextual());
    assertSays(
        "{\"username\": [\"This field is required.\"]}",
        400,
        client.send("POST", "/api/register/", Map.of()));
  }

  @Test
  void groupsAreJoinedIfTheyAreThereAndOpen() throws Exception {
    client.loginAdmin();
    var closed = client.group("Closed", false);
    client.cookies().clear();
    var body = new TreeMap<String, Object>(credentials("joiner", PASSWORD));
    for (var none : List.of(List.of(0), List.of(999_999_999), List.of(Long.MAX_VALUE))) {
      body.put("groups", none);
      assertSays(
          "{\"groups\": [\"This field must hold ids of groups.\"]}",
          400,
          client.send("POST", "/api/register/", body));
    }
    for (var wrong : List.of(List.of("x"), List.of(1.5), List.of("9".repeat(30)))) {
      body.put("groups", wrong);
      assertSays(
          "{\"groups\": [\"This field must be whole numbers.\"]}",
          400,
          client.send("POST", "/api/register/", body));
    }
    body.put("groups", "1");
    assertSays(
        "{\"groups\": [\"This field must be a list.\"]}",
        400,
        client.send("POST", "/api/register/", body));
    body.put("groups", List.of(closed));
    assertSays(
        "{\"detail\": \"You do not have permission to perform this action.\"}",
        403,
        client.send("POST", "/api/register/", body));
  }

  @Test
  void textsMayBeEmptyAndOfAnyScript() throws Exception {
    var body =
        Map.of(
            "username", "ßara",
            "password", PASSWORD,
            "email", "",
            "first_name", "Şára",
            "last_name", "");
    assertSays(
        """
        {"username": "ßara", "email": "", "first_name": "Şára", "last_name": "",
          "is_active": true, "groups": []}
        """,
        201,
        client.send("POST", "/api/register/", body));
    client.login("SSARA", PASSWORD);
    client.loginAdmin();
    var path = "/users/" + client.idOf("ßara") + "/";
    json(200, client.send("PATCH", path, Map.of("email", "sara@example.org")));
    var cleared = client.send("PATCH", path, Map.of("email", "", "first_name", ""));
    assertEquals("", json(200, cleared).get("email").textValue());
    assertEquals("", json(200, cleared).get("first_name").textValue());
  }

  @Test
  void aLoginThatFailsSaysNothingElse() throws Exception {
    client.register("nina");
    var no = "{\"success\": false}";
    for (var body :
        List.of(
            Map.of(),
            Map.of("username", "nina"),
            Map.of("username", List.of("nina"), "password", PASSWORD),
            List.of())) {
      assertSays(no, 400, client.send("POST", "/api/token/", body));
    }
    assertSays(no, 401, client.send("POST", "/api/token/", credentials("nina", "not it")));
    client.loginAdmin();
    var path = "/users/" + client.idOf("nina") + "/";
    json(200, client.send("PATCH", path, Map.of("is_active", false)));
    assertSays(no, 403, client.send("POST", "/api/token/", credentials("nina", PASSWORD)));
  }

  @Test
  void aLoginSetsCookiesThatNoScriptReads() throws Exception {
    client.register("grace");
    var response = client.send("POST", "/api/token/", credentials("grace", PASSWORD));
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
        "{\"success\": false}",
        401,
        client.send("POST", "/api/token/", credentials("grace", "wrong")));
  }

  private static void assertLives(String cookie, String name, String path, int seconds) {
    assertTrue(cookie.startsWith(name), cookie);
    assertTrue(cookie.contains("; Path=" + path + ";"), cookie);
    var age = Integer.parseInt(cookie.replaceAll(".*Max-Age=(\\d+).*", "$1"));
    assertTrue(age <= seconds && age > seconds - 60, cookie);
  }

  @Test
  void cookiesAreSecureWhereAProxySaysThatItIsHttps() throws Exception {
    client.register("tessa");
    var response =
        client.send(
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
    client.register("hedy");
    client.login("hedy", PASSWORD);
    var before = Map.copyOf(client.cookies());
    assertSays("{\"refreshed\": true}", 200, client.send("POST", "/api/token/refresh/", Map.of()));
    assertNotEquals(before.get("access_token"), client.cookies().get("access_token"));
    assertNotEquals(before.get("refresh_token"), client.cookies().get("refresh_token"));
    client.cookies().put("refresh_token", "none-of-ours");
    assertSays("{\"refreshed\": false}", 401, client.send("POST", "/api/token/refresh", Map.of()));
    client.cookies().clear();
    assertSays("{\"refreshed\": false}", 401, client.send("POST", "/api/token/refresh/", Map.of()));
  }

  @Test
  void aLogoutEndsTheSessionAndTakesTheCookies() throws Exception {
    client.loginAdmin();
    var before = Map.copyOf(client.cookies());
    var response = client.send("POST", "/api/logout/", Map.of());
    assertSays("{\"success\": true}", 200, response);
    for (var cookie : response.headers().allValues("Set-Cookie")) {
      assertTrue(cookie.contains("; Expires=Thu, 01 Jan 1970 00:00:00 GMT"), cookie);
    }
    client.cookies().putAll(before);
    json(401, client.send("GET", "/users", Map.of()));
    client.cookies().clear();
    assertSays("{\"success\": true}", 200, client.send("POST", "/api/logout", Map.of()));
  }

  @Test
  void aPasswordIsChanged() throws Exception {
    client.register("mary");
    client.login("mary", PASSWORD);
    assertSays(
        "{\"old_password\": [\"Wrong password.\"]}",
        400,
        client.send(
            "POST",
            "/api/change-password/",
            Map.of("old_password", "wrong", "new_password", "staple of another horse")));
    var weak =
        client.send(
            "POST",
            "/api/change-password/",
            Map.of("old_password", PASSWORD, "new_password", "password"));
    assertTrue(json(400, weak).get("new_password").get(0).isTextual());
    assertSays(
        "{\"message\": \"Password updated successfully\"}",
        200,
        client.send(
            "POST",
            "/api/change-password/",
            Map.of("old_password", PASSWORD, "new_password", "staple of another horse")));
    client.login("mary", "staple of another horse");
  }
}
