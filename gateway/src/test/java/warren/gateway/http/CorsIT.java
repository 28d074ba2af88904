package warren.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import warren.gateway.support.TestHttpClient;
import warren.gateway.support.WithGateway;

/** Cross-origin requests: only pages of listed origins may send them. */
@WithGateway(settings = "WARREN_HTTP_CORS_ORIGINS=" + CorsIT.SHOP)
class CorsIT {
  static final String SHOP = "https://shop.example";
  private static final String CREDENTIALS = "Access-Control-Allow-Credentials";
  private static final String ALLOW = "Access-Control-Allow-Origin";

  private final TestHttpClient http;

  CorsIT(TestHttpClient http) {
    this.http = http;
  }

  private static String allowed(HttpResponse<String> response) {
    return response.headers().firstValue(ALLOW).orElse("absent");
  }

  private HttpResponse<String> preflight(String origin) throws Exception {
    return http.send(
        "OPTIONS",
        "/rpc/RequestPublicKeys",
        "",
        "Origin",
        origin,
        "Access-Control-Request-Method",
        "POST",
        "Access-Control-Request-Headers",
        "authorization,content-type");
  }

  @Test
  void aListedOriginMaySendRequestsWithCookies() throws Exception {
    var preflight = preflight(SHOP);
    assertEquals(SHOP, allowed(preflight));
    assertEquals(
        "authorization,content-type",
        preflight.headers().firstValue("Access-Control-Allow-Headers").orElse(""));
    var response = http.post("/rpc/RequestPublicKeys", "{}", "Origin", SHOP);
    assertEquals(200, response.statusCode());
    assertEquals(SHOP, allowed(response));
    // its pages can log in with cookies, like those of the gateway's own origin
    assertEquals("true", response.headers().firstValue(CREDENTIALS).orElse("absent"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "http://shop.example",
        "https://shop.example:8443",
        "null"
      })
  void otherOriginsAreNotAllowed(String origin) throws Exception {
    assertEquals("absent", allowed(preflight(origin)));
    assertTrue(preflight(origin).headers().firstValue(CREDENTIALS).isEmpty());
    assertEquals("absent", allowed(http.post("/rpc/RequestPublicKeys", "{}", "Origin", origin)));
  }
}
