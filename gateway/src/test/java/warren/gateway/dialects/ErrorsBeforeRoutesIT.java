package warren.gateway.dialects;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.gateway.support.Bodies.json;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import warren.gateway.support.RawClient;
import warren.gateway.support.TestHttpClient;
import warren.gateway.support.WithGateway;

/** Refusals of requests that do not reach a route have the format of the path's dialect. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ErrorsBeforeRoutesIT {
  private static final String TOO_MANY =
      "This address has too many connections or requests in progress.";

  private static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n";
  }

  private static String post(String path, String header) {
    return "POST %s HTTP/1.1\r\nHost: here\r\nConnection: close\r\n%sContent-Length: 2\r\n\r\n"
        .formatted(path, header);
  }

  /** Occupies the only request that the client may have in progress. */
  private static void occupy(RawClient client) throws Exception {
    var socket = client.open("127.0.0.2", post("/rpc/RequestKeys", "Expect: 100-continue\r\n"));
    var line = "HTTP/1.1 100 Continue\r\n\r\n";
    assertEquals(line, new String(socket.getInputStream().readNBytes(line.length()), US_ASCII));
  }

  private static void assertRefused(int status, String body, String response) throws Exception {
    assertTrue(response.startsWith("HTTP/1.1 " + status + " "), response);
    assertTrue(response.contains("\r\nRetry-After: 1\r\n"), response);
    assertEquals(json(body), json(response.substring(response.indexOf("\r\n\r\n") + 4)));
  }

  @Test
  @WithGateway(settings = "WARREN_HTTP_REQUESTS_PER_CLIENT=1")
  void tooManyRequestsAre429InTheFormatOfTheDialect(TestHttpClient http) throws Exception {
    try (var client = new RawClient(http.port())) {
      occupy(client);
      var from = "127.0.0.2";
      assertRefused(
          429, "{\"message\": \"" + TOO_MANY + "\"}", client.send(from, get("/authorization/no")));
      assertRefused(
          429, "{\"detail\": \"" + TOO_MANY + "\"}", client.send(from, get("/django/users")));
      assertRefused(429, "{\"success\": false}", client.send(from, post("/django/api/token/", "")));
      assertRefused(
          429,
          "{\"status\": 429, \"data\": \"" + TOO_MANY + "\"}",
          client.send(from, get("/havoc/no")));
      assertRefused(
          429,
          "{\"status\": 429, \"msg\": \"" + TOO_MANY + "\"}",
          client.send(from, get("/vestec/flask/authorised")));
      assertRefused(
          429,
          "{\"data\": null, \"error\": {\"code\": \"throttled\", \"message\": \""
              + TOO_MANY
              + "\"}}",
          client.send(from, get("/no")));
    }
  }

  @Test
  @WithGateway(
      settings = {"WARREN_HTTP_REQUESTS=1", "WARREN_HTTP_DIALECT_STATUS=havoc=body,vestec=body"})
  void tooManyRequestsInTotalAre503InTheBody(TestHttpClient http) throws Exception {
    try (var client = new RawClient(http.port())) {
      occupy(client);
      var havoc = client.send("127.0.0.3", get("/havoc/no"));
      var data = json(havoc.substring(havoc.indexOf("\r\n\r\n") + 4)).get("data").textValue();
      assertRefused(200, "{\"status\": 503, \"data\": \"" + data + "\"}", havoc);
      assertRefused(
          200,
          "{\"status\": 503, \"msg\": \"" + data + "\"}",
          client.send("127.0.0.3", get("/vestec/no")));
      assertRefused(
          503, "{\"detail\": \"" + data + "\"}", client.send("127.0.0.3", get("/django/users")));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/authorization/authentication/login | {\"message\": \"%s\"}",
        "/django/api/register/ | {\"detail\": \"%s\"}",
        "/havoc/user/login | {\"status\": 400, \"data\": \"%s\"}",
        "/vestec/flask/login | {\"status\": 400, \"msg\": \"%s\"}"
      })
  @WithGateway
  void aMalformedBodyIs400InTheFormatOfTheDialect(String path, String format, TestHttpClient http)
      throws Exception {
    try (var client = new RawClient(http.port())) {
      var head = "POST " + path + " HTTP/1.1\r\nHost: here\r\nConnection: close\r\n";
      var response = client.send("127.0.0.2", head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n");
      assertTrue(response.startsWith("HTTP/1.1 400 "), response);
      assertEquals(
          json(format.formatted("The request could not be read.")),
          json(response.substring(response.indexOf("\r\n\r\n") + 4)));
    }
  }
}
