package warren.gateway.dialects.django;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.gateway.dialects.django.DjangoClient.credentials;
import static warren.gateway.support.Bodies.json;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import warren.gateway.support.TestGateway;
import warren.gateway.support.TestHttpClient;
import warren.gateway.support.WithGateway;

/** Pages of another site that stay signed in with cookies. */
class DjangoCrossSiteIT {
  private static final String SHOP = "https://shop.example";
  private static final Map<String, String> ADMIN = credentials("admin", TestGateway.ADMIN_PASSWORD);

  @Test
  @WithGateway(
      settings = {
        "WARREN_HTTP_COOKIE_SAMESITE=None",
        "WARREN_HTTP_CORS_ORIGINS=https://shop.example,*,null",
        "WARREN_HTTP_TRUSTED_PROXIES=127.0.0.1"
      })
  void aPageOfAListedOriginStaysSignedIn(TestHttpClient http) throws Exception {
    var client = new DjangoClient(http);
    var login = client.send("POST", "/api/token/", ADMIN, "Origin", SHOP);
    json(200, login);
    assertEquals(2, login.headers().allValues("Set-Cookie").size());
    for (var cookie : login.headers().allValues("Set-Cookie")) {
      assertTrue(cookie.contains("; SameSite=None"), cookie);
      assertTrue(cookie.contains("; Secure"), cookie);
      assertTrue(cookie.contains("; HttpOnly"), cookie);
    }
    var headers = new String[] {"Origin", SHOP, "Sec-Fetch-Site", "cross-site"};
    var refreshed = client.send("POST", "/api/token/refresh/", Map.of(), headers);
    assertTrue(json(200, refreshed).get("refreshed").booleanValue());
    var users = client.send("GET", "/users", Map.of(), headers);
    assertEquals(1, json(200, users).size());
    assertEquals(
        "true", users.headers().firstValue("Access-Control-Allow-Credentials").orElse("absent"));
    var logout = client.send("POST", "/api/logout/", Map.of(), headers);
    assertTrue(json(200, logout).get("success").booleanValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://other.example", "null", "http://shop.example"})
  @WithGateway(
      settings = {
        "WARREN_HTTP_COOKIE_SAMESITE=None",
        "WARREN_HTTP_CORS_ORIGINS=https://shop.example,*,null",
        "WARREN_HTTP_TRUSTED_PROXIES=127.0.0.1"
      })
  void aPageOfAnotherOriginCannotUseTheCookies(String origin, TestHttpClient http)
      throws Exception {
    var client = new DjangoClient(http);
    client.loginAdmin();
    for (var path : new String[] {"/api/logout/", "/api/token/refresh/", "/api/token/"}) {
      json(403, client.send("POST", path, ADMIN, "Origin", origin));
    }
    var read = client.send("GET", "/users", Map.of(), "Origin", origin);
    assertTrue(read.headers().firstValue("Access-Control-Allow-Credentials").isEmpty());
    assertEquals(1, json(200, client.send("GET", "/users", Map.of())).size());
  }

  @Test
  @WithGateway(settings = "WARREN_HTTP_COOKIE_SAMESITE=Strict")
  void theAttributeCanBeStrict(TestHttpClient http) throws Exception {
    var login = new DjangoClient(http).send("POST", "/api/token/", ADMIN);
    assertEquals(2, login.headers().allValues("Set-Cookie").size());
    for (var cookie : login.headers().allValues("Set-Cookie")) {
      assertTrue(cookie.contains("; SameSite=Strict"), cookie);
    }
  }
}
