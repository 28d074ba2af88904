package warren.gateway.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.gateway.support.Bodies.json;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import warren.gateway.support.TestHttpClient;
import warren.gateway.support.WithGateway;

/** Requests that are too large, and text that is not HTTP. */
@WithGateway
class RequestLimitsIT {
  private static final int MAX_BODY = 64 * 1024;
  private static final String HOST = " HTTP/1.1\r\nHost: here\r\nConnection: close\r\n";

  private final TestHttpClient http;

  RequestLimitsIT(TestHttpClient http) {
    this.http = http;
  }

  @AfterEach
  void theGatewayStillResponds() throws Exception {
    assertEquals(200, http.get("/health/live").statusCode());
  }

  /** A response as bytes on the wire: status, headers with lower-case names, body. */
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

  private Raw sendRaw(String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), http.port())) {
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
  void headersOver16KiBAreRefused() throws Exception {
    var fits = "GET /health/live" + HOST + "X: " + "x".repeat(16_000) + "\r\n\r\n";
    assertEquals(200, sendRaw(fits).status());
    var large = "GET /health/live" + HOST + "X: " + "x".repeat(16 * 1024) + "\r\n\r\n";
    assertRefused(431, "malformed", sendRaw(large));
    var many = "GET /health/live" + HOST + "X: xxxxxxxxxx\r\n".repeat(1500) + "\r\n";
    assertRefused(431, "malformed", sendRaw(many));
  }

  @Test
  void aUrlOver16KiBIsRefused() throws Exception {
    assertRefused(414, "malformed", sendRaw("GET /" + "x".repeat(16 * 1024) + HOST + "\r\n"));
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
  void malformedHttpIsRefused(String text) throws Exception {
    assertRefused(400, "malformed", sendRaw(text));
  }

  @ParameterizedTest
  @CsvSource({
    "/rpc/RequestUsername, application/json",
    "/havoc/user/login, application/json",
    "/havoc/user/login, application/x-www-form-urlencoded"
  })
  void aBodyOfUnstatedLengthIsNotReadBeyondTheLimit(String path, String type) throws Exception {
    var start =
        "POST " + path + HOST + "Content-Type: " + type + "\r\nTransfer-Encoding: chunked\r\n\r\n";
    // the body never ends, but a response arrives
    var chunk = "1000\r\n" + "x".repeat(0x1000) + "\r\n";
    var response = sendRaw(start + chunk.repeat(MAX_BODY / 0x1000 + 1));
    assertEquals(413, response.status(), response.body());
  }

  @Test
  void aClientThatExpectsAPermissionToSendIsRefusedAtOnce() throws Exception {
    var start = "POST /rpc/RequestUsername" + HOST + "Content-Type: application/json\r\n";
    var length = "Expect: 100-continue\r\nContent-Length: " + (MAX_BODY + 1) + "\r\n\r\n";
    assertRefused(413, "too_large", sendRaw(start + length));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Encoding: identity\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}",
        "Transfer-Encoding: gzip, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"
      })
  void anEncodedBodyIsRefused(String headersAndBody) throws Exception {
    var start = "POST /rpc/RequestUsername" + HOST + "Content-Type: application/json\r\n";
    assertRefused(415, "unsupported_type", sendRaw(start + headersAndBody));
  }

  @ParameterizedTest
  @CsvSource({
    "application/json; charset=utf-16, 415",
    "application/json;charset=\"UTF-16LE\", 415",
    "application/json; x=y; Charset = iso-8859-1, 415",
    "application/json; charset=utf-8; charset=utf-16, 415",
    "application/json; charset=utf-80, 415",
    "application/json; charset=, 415",
    "application/json; charset=none/such, 415",
    "application/json; charset=UTF-8, 200",
    "application/json;charset = \"utf8\" ; x=y, 200",
    "application/json, 200"
  })
  void aCharsetOtherThanUtf8IsRefused(String type, int status) throws Exception {
    var response = http.postAs("/rpc/RequestTokenStatus", type, "{\"token\": \"x\"}");
    assertEquals(status, response.statusCode(), response.body());
    if (status != 200) {
      assertEquals("unsupported_type", json(response.body()).at("/error/code").textValue());
    }
  }

  @Test
  void aSecondContentTypeIsRefused() throws Exception {
    var start = "POST /rpc/RequestTokenStatus" + HOST + "Content-Type: application/json\r\n";
    var body = "Content-Length: 2\r\n\r\n{}";
    assertEquals(200, sendRaw(start + body).status());
    assertRefused(400, "malformed", sendRaw(start + "content-type: application/json\r\n" + body));
  }

  @Test
  void aBodyOf64KiBIsAcceptedAndOneByteMoreIsRefused() throws Exception {
    var token = "x".repeat(MAX_BODY - "{\"token\":\"\"}".length());
    for (var padding : List.of("", " ")) {
      var body = "{\"token\":\"" + token + "\"}" + padding;
      var expected = padding.isEmpty() ? 200 : 413;
      assertEquals(expected, http.post("/rpc/RequestTokenStatus", body).statusCode());
      assertEquals(expected, sendChunked(body).statusCode());
    }
  }

  private HttpResponse<String> sendChunked(String body) throws Exception {
    var bytes = body.getBytes(US_ASCII);
    return http.send(
        HttpRequest.newBuilder(http.uri("/rpc/RequestTokenStatus"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArrays(List.of(bytes))));
  }

  @ParameterizedTest
  @CsvSource({
    "/rpc/RequestUsername, 'Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n'",
    "/vestec/flask/login, 'Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n'",
    "/rpc/RequestUsername, 'Transfer-Encoding: chunked\r\n\r\n5\r\n{}'",
    "/rpc/RequestUsername, 'Content-Length: 5\r\n\r\n{}'",
    "/vestec/flask/login, 'Content-Length: 5\r\n\r\n{}'"
  })
  void aMalformedOrTruncatedBodyIsRefusedAndNotLogged(String path, String rest) throws Exception {
    var root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    var lines = new ListAppender<ILoggingEvent>();
    lines.start();
    root.addAppender(lines);
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), http.port())) {
      socket.getOutputStream().write(("POST " + path + HOST + rest).getBytes(US_ASCII));
      socket.shutdownOutput();
      var response = new String(socket.getInputStream().readAllBytes(), US_ASCII);
      assertTrue(response.isEmpty() || response.startsWith("HTTP/1.1 400 "), response);
    } finally {
      root.detachAppender(lines);
    }
    assertEquals(
        List.of(),
        lines.list.stream().filter(line -> line.getLevel().isGreaterOrEqual(Level.INFO)).toList());
  }
}
