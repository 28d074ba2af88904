package warren.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.gateway.Bodies.json;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is too large, and what is no request at all. */
class LimitsIT {
  private static final int MAX_BODY = 64 * 1024;
  private static final String HOST = " HTTP/1.1\r\nHost: here\r\nConnection: close\r\n";

  private static TestGateway gateway;

  @BeforeAll
  static void start() throws Exception {
    gateway = TestGateway.start(Map.of());
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @AfterEach
  void itStillServes() throws Exception {
    assertEquals(200, gateway.get("/health/live").statusCode());
  }

  /** What comes back on the wire: the status, the headers in small letters, the body. */
  private record Raw(int status, Map<String, String> headers, String body) {
    static Raw of(String text) {
      var parts = text.split("\r\n\r\n", 2);
      var lines = parts[0].split("\r\n", -1);
      var headers = new TreeMap<String, String>();
      Arrays.stream(lines)
          .skip(1)
          .map(line -> line.split(": ", 2))
          .forEach(header -> headers.put(header[0].toLowerCase(Locale.ROOT), header[1]));
      return new Raw(Integer.parseInt(lines[0].split(" ", 3)[1]), headers, parts[1]);
    }
  }

  private static Raw send(String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      return Raw.of(new String(socket.getInputStream().readAllBytes(), US_ASCII));
    }
  }

  private static void assertRefused(int status, String code, Raw response) throws Exception {
    assertEquals(status, response.status(), response.body());
    var body = json(response.body());
    assertEquals(code, body.at("/error/code").textValue());
    assertTrue(body.get("data").isNull());
    var headers = response.headers();
    assertEquals("application/json", headers.get("content-type"));
    assertEquals("no-store", headers.get("cache-control"));
    assertEquals("nosniff", headers.get("x-content-type-options"));
    assertTrue(
        Collections.disjoint(headers.keySet(), List.of("server", "x-powered-by")),
        headers::toString);
  }

  @Test
  void headersOfMoreThan16KiBAreTooLarge() throws Exception {
    var fits = "GET /health/live" + HOST + "X: " + "x".repeat(16_000) + "\r\n\r\n";
    assertEquals(200, send(fits).status());
    var large = "GET /health/live" + HOST + "X: " + "x".repeat(16 * 1024) + "\r\n\r\n";
    assertRefused(431, "malformed", send(large));
    var many = "GET /health/live" + HOST + "X: xxxxxxxxxx\r\n".repeat(1500) + "\r\n";
    assertRefused(431, "malformed", send(many));
  }

  @Test
  void anAddressOfMoreThan16KiBIsTooLong() throws Exception {
    assertRefused(414, "malformed", send("GET /" + "x".repeat(16 * 1024) + HOST + "\r\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "what?\r\n\r\n",
        "GET /%zz HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: he re\r\nConnection: close\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: here\r\nAuthorization : x\r\nConnection: close\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n"
      })
  void whatIsNoRequestIsSaid(String text) throws Exception {
    assertRefused(400, "malformed", send(text));
  }

  @ParameterizedTest
  @CsvSource({
    "/rpc/RequestUsername, application/json",
    "/havoc/user/login, application/json",
    "/havoc/user/login, application/x-www-form-urlencoded"
  })
  void aBodyOfNoSaidLengthIsNotReadBeyondTheLimit(String path, String type) throws Exception {
    var start =
        "POST " + path + HOST + "Content-Type: " + type + "\r\nTransfer-Encoding: chunked\r\n\r\n";
    // it never ends, and yet is answered
    var chunk = "1000\r\n" + "x".repeat(0x1000) + "\r\n";
    var response = send(start + chunk.repeat(MAX_BODY / 0x1000 + 1));
    assertEquals(413, response.status(), response.body());
  }

  @Test
  void aBodyAtTheLimitIsRead() throws Exception {
    var token = "x".repeat(MAX_BODY - "{\"token\":\"\"}".length());
    for (var more : List.of("", " ")) {
      var body = "{\"token\":\"" + token + "\"}" + more;
      var expected = more.isEmpty() ? 200 : 413;
      assertEquals(expected, gateway.post("/rpc/RequestTokenStatus", body).statusCode());
      assertEquals(expected, chunked(body).statusCode());
    }
  }

  private static HttpResponse<String> chunked(String body) throws Exception {
    var bytes = body.getBytes(US_ASCII);
    return gateway.send(
        HttpRequest.newBuilder(gateway.uri("/rpc/RequestTokenStatus"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArrays(List.of(bytes))));
  }
}
