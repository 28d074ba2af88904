package warren.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of other origins: those that are listed may call. */
class CorsIT {
  private static final String SHOP = "https://shop.example";
  private static final String CREDENTIALS = "Access-Control-Allow-Credentials";
  private static final String ALLOW = "Access-Control-Allow-Origin";

  private static TestGateway gateway;

  @BeforeAll
  static void start() throws Exception {
    gateway = TestGateway.start(Map.of("WARREN_HTTP_CORS_ORIGINS", SHOP));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static String allowed(HttpResponse<String> response) {
    return response.headers().firstValue(ALLOW).orElse("nobody");
  }

  private static HttpResponse<String> preflight(String origin) throws Exception {
    return gateway.send(
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
  void whoIsListedMayCall() throws Exception {
    var asked = preflight(SHOP);
    assertEquals(SHOP, allowed(asked));
    assertEquals(
        "authorization,content-type",
        asked.headers().firstValue("Access-Control-Allow-Headers").orElse(""));
    var called = gateway.post("/rpc/RequestPublicKeys", "{}", "Origin", SHOP);
    assertEquals(200, called.statusCode());
    assertEquals(SHOP, allowed(called));
    // its pages may log in by cookies, as those of the gateway's own origin do
    assertEquals("true", called.headers().firstValue(CREDENTIALS).orElse("not at all"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "http://shop.example",
        "https://shop.example:8443",
        "null"
      })
  void nobodyElseMay(String origin) throws Exception {
    assertEquals("nobody", allowed(preflight(origin)));
    assertTrue(preflight(origin).headers().firstValue(CREDENTIALS).isEmpty());
    assertEquals("nobody", allowed(gateway.post("/rpc/RequestPublicKeys", "{}", "Origin", origin)));
  }
}
