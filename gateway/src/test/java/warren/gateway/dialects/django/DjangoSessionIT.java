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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import warren.gateway.TestGateway;

/** Logging in and out, and the cookies. */
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
