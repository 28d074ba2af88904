package warren.gateway.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.gateway.support.Bodies.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import warren.gateway.support.RawClient;
import warren.gateway.support.TestGateway;
import warren.gateway.support.TestHttpClient;
import warren.gateway.support.WithGateway;

/** The operations over HTTP, on a real service. */
@WithGateway(settings = "WARREN_HTTP_TRUSTED_PROXIES=127.0.0.1")
class BridgeIT {
  private final TestHttpClient http;

  BridgeIT(TestHttpClient http) {
    this.http = http;
  }

  private static JsonNode data(HttpResponse<String> response) throws Exception {
    return json(200, response).get("data");
  }

  private static void assertRefused(int status, String code, HttpResponse<String> response)
      throws Exception {
    var body = json(status, response);
    assertEquals(code, body.path("error").path("code").textValue(), response.body());
    assertTrue(body.get("data").isNull());
    assertFalse(body.get("error").get("message").textValue().isEmpty());
  }

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  private static String credentials(String username, String password) {
    return "{\"username\": \"%s\", \"password\": \"%s\"}".formatted(username, password);
  }

  @Test
  void anAccountIsCreatedReadAndBanned() throws Exception {
    var ada = credentials("ada", "correct horse battery");
    var id = data(http.post("/rpc/RequestAccountCreate", ada)).get("user-id").textValue();
    var response = http.post("/rpc/RequestLoginToken", ada);
    var token = data(response).textValue();
    assertTrue(header(response, "Server-Timing").matches("warren;dur=[0-9]+\\.[0-9]{3}"));
    assertTrue(header(response, "X-Request-Id").length() > 20);

    var bearer = "Bearer " + token;
    var account = data(http.post("/rpc/RequestAccountData", "", "Authorization", bearer));
    assertEquals("ada", account.get("username").textValue());

    var admin =
        data(http.post("/rpc/RequestLoginToken", credentials("admin", TestGateway.ADMIN_PASSWORD)))
            .textValue();
    var ban = "{\"user_id\": \"%s\", \"permanent\": true}".formatted(id);
    data(http.post("/rpc/RequestBanUser", ban, "Authorization", "bearer " + admin));
    assertRefused(
        401,
        "unauthenticated",
        http.post("/rpc/RequestAccountData", "{}", "Authorization", bearer));
    assertRefused(403, "banned", http.post("/rpc/RequestLoginToken", ada));
  }

  @Test
  void aRequestRepeatedWithItsIdempotencyKeyHasOneEffect() throws Exception {
    var body = credentials("once", "correct horse battery");
    var first = http.post("/rpc/RequestAccountCreate", body, "Idempotency-Key", "k-1");
    var repeated = http.post("/rpc/RequestAccountCreate", body, "Idempotency-Key", "k-1");
    assertEquals(data(first), data(repeated));
  }

  @ParameterizedTest
  @CsvSource({"k, 128, 200", "k, 129, 400", "é, 127, 200", "é, 128, 400"})
  void anIdempotencyKeyHasAtMost128CharactersAnd255Bytes(String character, int length, int status)
      throws Exception {
    try (var client = new RawClient(http.port())) {
      var response =
          client.send(
              "127.0.0.1",
              """
              POST /rpc/RequestPublicKeys HTTP/1.1\r
              Host: localhost\r
              Connection: close\r
              Idempotency-Key: %s\r
              Content-Length: 0\r
              \r
              """
                  .formatted(character.repeat(length)));
      assertTrue(response.startsWith("HTTP/1.1 " + status), response);
      assertEquals(
          status == 400,
          response.contains(
              "The Idempotency-Key header must have at most 128 characters and 255 bytes in"
                  + " UTF-8."),
          response);
    }
  }

  @Test
  void failedLoginsAreThrottledByTheAddressThatATrustedProxyReports() throws Exception {
    http.post("/rpc/RequestAccountCreate", credentials("mary", "correct horse battery"));
    var throttled = failUntilThrottled("198.51.100.%d, 192.0.2.1");
    assertTrue(header(throttled, "Retry-After").matches("[1-9]"));
    assertRefused(
        401,
        "bad_credentials",
        http.post(
            "/rpc/RequestLoginToken",
            credentials("mary", "not her password"),
            "X-Forwarded-For",
            "192.0.2.2"));
  }

  /**
   * Sends wrong passwords until they are throttled: after five, or a few more if they are slow.
   *
   * @param forwarded the value of X-Forwarded-For, in which only the last address is from a trusted
   *     proxy
   */
  private HttpResponse<String> failUntilThrottled(String forwarded) throws Exception {
    var wrong = credentials("mary", "not her password");
    for (var i = 1; ; i++) {
      var response =
          http.post("/rpc/RequestLoginToken", wrong, "X-Forwarded-For", forwarded.formatted(i));
      if (response.statusCode() == 429) {
        assertRefused(429, "throttled", response);
        assertTrue(i > 5, "throttled after " + i + " failures");
        return response;
      }
      assertRefused(401, "bad_credentials", response);
      assertTrue(i < 10, "not throttled");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"RequestAccountReset", "RequestNothing", "amq.gen-1", "requestusername"})
  void otherOperationsAndQueuesAre404(String name) throws Exception {
    assertRefused(404, "unknown_operation", http.post("/rpc/" + name, "{}"));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /rpc/RequestUsername, 405, method_not_allowed",
    "POST, /rpc, 404, not_found",
    "POST, /rpc/a/b, 404, not_found",
    "GET, /, 404, not_found",
    "POST, /openapi.json, 405, method_not_allowed"
  })
  void unknownPathsAndMethodsAreRefused(String method, String path, int status, String code)
      throws Exception {
    assertRefused(status, code, http.send(method, path, ""));
  }

  @Test
  void aBodyMustBeJsonOfAtMost64KiB() throws Exception {
    for (var type :
        new String[] {"application/x-www-form-urlencoded", "application/json; charset=none"}) {
      assertRefused(
          415, "unsupported_type", http.postAs("/rpc/RequestUsername", type, "user_id=1"));
    }
    assertRefused(400, "malformed", http.post("/rpc/RequestUsername", "what?"));
    for (var kib : new int[] {64, 100, 300, 1000}) {
      var large = "{\"user_id\": \"%s\"}".formatted("x".repeat(kib * 1024));
      assertRefused(413, "too_large", http.post("/rpc/RequestUsername", large));
    }
  }

  @Test
  void everyResponseHasSecurityHeaders() throws Exception {
    for (var response :
        new HttpResponse<?>[] {
          http.get("/health/live"), http.get("/nothing"), http.post("/rpc/RequestPublicKeys", "{}")
        }) {
      var headers = response.headers();
      assertEquals("no-store", headers.firstValue("Cache-Control").orElseThrow());
      assertEquals("nosniff", headers.firstValue("X-Content-Type-Options").orElseThrow());
      assertEquals("DENY", headers.firstValue("X-Frame-Options").orElseThrow());
      assertTrue(headers.firstValue("Content-Security-Policy").isPresent());
      assertFalse(headers.firstValue("Server").isPresent());
      assertFalse(headers.firstValue("Access-Control-Allow-Origin").isPresent());
    }
  }

  @Test
  void theOpenApiDocumentAndSwaggerUiAreServed() throws Exception {
    var document = json(200, http.get("/openapi.json"));
    assertEquals("3.1.0", document.get("openapi").textValue());
    assertTrue(document.get("paths").has("/rpc/RequestUsername"));
    assertFalse(document.get("paths").has("/rpc/RequestAccountReset"));
    var page = http.get("/docs");
    assertEquals(200, page.statusCode());
    assertTrue(page.body().contains("docs/swagger-ui-bundle.js"), page.body());
    for (var part : new String[] {"swagger-ui-bundle.js", "swagger-ui.css", "docs.js"}) {
      assertEquals(200, http.get("/docs/" + part).statusCode(), part);
    }
  }

  @Test
  void theHealthChecksSucceed() throws Exception {
    assertEquals("{\"live\":true}", http.get("/health/live").body());
    assertEquals("{\"ready\":true}", http.get("/health/ready").body());
  }
}
