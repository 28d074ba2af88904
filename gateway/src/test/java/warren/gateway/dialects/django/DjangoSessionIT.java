package warren.gateway.dialects.django;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.gateway.dialects.django.DjangoClient.PASSWORD;
import static warren.gateway.dialects.django.DjangoClient.credentials;
import static warren.gateway.support.Bodies.assertResponse;
import static warren.gateway.support.Bodies.json;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import warren.gateway.support.TestHttpClient;
import warren.gateway.support.WithGateway;

/** Login, refresh, logout, and their cookies. */
@WithGateway(settings = "WARREN_HTTP_TRUSTED_PROXIES=127.0.0.1")
class DjangoSessionIT {
  private final DjangoClient client;

  DjangoSessionIT(TestHttpClient http) {
    client = new DjangoClient(http);
  }

  @Test
  void aFailedLoginReturnsOnlySuccessFalse() throws Exception {
    client.register("nina");
    var no = "{\"success\": false}";
    for (var body :
        List.of(
            Map.of(),
            Map.of("username", "nina"),
            Map.of("username", List.of("nina"), "password", PASSWORD),
            List.of())) {
      assertResponse(no, 400, client.send("POST", "/api/token/", body));
    }
    assertResponse(no, 401, client.send("POST", "/api/token/", credentials("nina", "not it")));
    client.loginAdmin();
    var path = "/users/" + client.idOf("nina") + "/";
    json(200, client.send("PATCH", path, Map.of("is_active", false)));
    assertResponse(no, 403, client.send("POST", "/api/token/", credentials("nina", PASSWORD)));
  }

  @Test
  void aLoginSetsHttpOnlyCookies() throws Exception {
    client.register("grace");
    var response = client.send("POST", "/api/token/", credentials("grace", PASSWORD));
    assertResponse(
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
    assertCookie(set.get(0), "access_token=", "/django/", 15 * 60);
    assertCookie(set.get(1), "refresh_token=", "/django/api/", 14 * 24 * 60 * 60);
    assertResponse(
        "{\"success\": false}",
        401,
        client.send("POST", "/api/token/", credentials("grace", "wrong")));
  }

  private static void assertCookie(String cookie, String name, String path, int seconds) {
    assertTrue(cookie.startsWith(name), cookie);
    assertTrue(cookie.contains("; Path=" + path + ";"), cookie);
    var age = Integer.parseInt(cookie.replaceAll(".*Max-Age=(\\d+).*", "$1"));
    assertTrue(age <= seconds && age > seconds - 60, cookie);
  }

  @Test
  void cookiesAreSecureIfATrustedProxyReportsHttps() throws Exception {
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
  void aRefreshReplacesBothCookies() throws Exception {
    client.register("hedy");
    client.login("hedy", PASSWORD);
    var before = Map.copyOf(client.cookies());
    assertResponse(
        "{\"refreshed\": true}", 200, client.send("POST", "/api/token/refresh/", Map.of()));
    assertNotEquals(before.get("access_token"), client.cookies().get("access_token"));
    assertNotEquals(before.get("refresh_token"), client.cookies().get("refresh_token"));
    client.cookies().put("refresh_token", "none-of-ours");
    assertResponse(
        "{\"refreshed\": false}", 401, client.send("POST", "/api/token/refresh", Map.of()));
    client.cookies().clear();
    assertResponse(
        "{\"refreshed\": false}", 401, client.send("POST", "/api/token/refresh/", Map.of()));
  }

  @Test
  void aLogoutEndsTheSessionAndDeletesTheCookies() throws Exception {
    client.loginAdmin();
    var before = Map.copyOf(client.cookies());
    var response = client.send("POST", "/api/logout/", Map.of());
    assertResponse("{\"success\": true}", 200, response);
    for (var cookie : response.headers().allValues("Set-Cookie")) {
      assertTrue(cookie.contains("; Expires=Thu, 01 Jan 1970 00:00:00 GMT"), cookie);
    }
    client.cookies().putAll(before);
    json(401, client.send("GET", "/users", Map.of()));
    client.cookies().clear();
    assertResponse("{\"success\": true}", 200, client.send("POST", "/api/logout", Map.of()));
  }

  @Test
  void aPasswordChangeRequiresTheOldPassword() throws Exception {
    client.register("mary");
    client.login("mary", PASSWORD);
    assertResponse(
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
    assertResponse(
        "{\"message\": \"Password updated successfully\"}",
        200,
        client.send(
            "POST",
            "/api/change-password/",
            Map.of("old_password", PASSWORD, "new_password", "staple of another horse")));
    client.login("mary", "staple of another horse");
  }
}
