package warren.gateway.admission;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.gateway.support.Bodies.json;

import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import warren.gateway.support.RawClient;
import warren.gateway.support.TestHttpClient;
import warren.gateway.support.WithGateway;

/** Connections and requests above the limits of a client, or of all clients. */
class ClientLimitsIT {
  private static final String OPEN = "GET /health/live HTTP/1.1\r\nHost: here\r\n";
  private static final String COMPLETE = OPEN + "Connection: close\r\n\r\n";
  private static final String RPC =
      "POST /rpc/RequestPublicKeys HTTP/1.1\r\nHost: here\r\nConnection: close\r\n%s"
          + "Content-Length: 2\r\n\r\n";

  /** Starts a request and waits until it is in progress. */
  private static Socket start(RawClient client, String from, String header) throws IOException {
    var socket = client.open(from, RPC.formatted("Expect: 100-continue\r\n" + header));
    var line = "HTTP/1.1 100 Continue\r\n\r\n";
    assertEquals(line, new String(socket.getInputStream().readNBytes(line.length()), US_ASCII));
    return socket;
  }

  private static int status(String response) {
    return Integer.parseInt(response.split(" ", 3)[1]);
  }

  private static void assertRefused(int status, String code, String response) throws IOException {
    assertEquals(status, status(response), response);
    assertTrue(response.contains("\r\nRetry-After: 1\r\n"), response);
    var body = response.substring(response.indexOf("\r\n\r\n") + 4);
    assertEquals(code, json(body).at("/error/code").textValue());
  }

  /** The gateway notices a closed connection a moment later. */
  private static void awaitAdmission(RawClient client, String from, String request)
      throws Exception {
    while (status(client.send(from, request)) != 200) {
      Thread.sleep(10);
    }
  }

  @Test
  @WithGateway(settings = "WARREN_HTTP_CONNECTIONS_PER_CLIENT=3")
  void connectionsOfAClientAboveItsLimitAre429(TestHttpClient http) throws Exception {
    try (var client = new RawClient(http.port())) {
      var first = client.open("127.0.0.2", OPEN);
      client.open("127.0.0.2", OPEN);
      client.open("127.0.0.2", OPEN);
      assertRefused(429, "throttled", client.send("127.0.0.2", COMPLETE));
      assertEquals(200, status(client.send("127.0.0.3", COMPLETE)));
      first.close();
      awaitAdmission(client, "127.0.0.2", COMPLETE);
    }
  }

  @Test
  @WithGateway(settings = "WARREN_HTTP_CONNECTIONS=3")
  void connectionsAboveTheTotalLimitAre503(TestHttpClient http) throws Exception {
    try (var client = new RawClient(http.port())) {
      var first = client.open("127.0.0.2", OPEN);
      client.open("127.0.0.3", OPEN);
      client.open("127.0.0.4", OPEN);
      assertRefused(503, "unavailable", client.send("127.0.0.5", COMPLETE));
      first.close();
      awaitAdmission(client, "127.0.0.5", COMPLETE);
    }
  }

  @Test
  @WithGateway(
      settings = {"WARREN_HTTP_CONNECTIONS_PER_CLIENT=1", "WARREN_HTTP_TRUSTED_PROXIES=127.0.0.2"})
  void connectionsOfATrustedProxyAreNotLimited(TestHttpClient http) throws Exception {
    try (var client = new RawClient(http.port())) {
      client.open("127.0.0.2", OPEN);
      client.open("127.0.0.2", OPEN);
      assertEquals(200, status(client.send("127.0.0.2", COMPLETE)));
    }
  }

  @Test
  @WithGateway(settings = "WARREN_HTTP_REQUESTS_PER_CLIENT=2")
  void requestsOfAClientAboveItsLimitAre429(TestHttpClient http) throws Exception {
    try (var client = new RawClient(http.port())) {
      var pending = start(client, "127.0.0.2", "");
      start(client, "127.0.0.2", "");
      assertRefused(429, "throttled", client.send("127.0.0.2", RPC.formatted("") + "{}"));
      assertEquals(200, status(client.send("127.0.0.2", COMPLETE)));
      assertEquals(200, status(client.send("127.0.0.3", RPC.formatted("") + "{}")));
      pending.getOutputStream().write("{}".getBytes(US_ASCII));
      assertEquals(200, status(RawClient.readAll(pending)));
      awaitAdmission(client, "127.0.0.2", RPC.formatted("") + "{}");
    }
  }

  @Test
  @WithGateway(
      settings = {"WARREN_HTTP_REQUESTS_PER_CLIENT=1", "WARREN_HTTP_TRUSTED_PROXIES=127.0.0.2"})
  void aTrustedProxyStatesTheClientOfARequest(TestHttpClient http) throws Exception {
    var one = "X-Forwarded-For: 192.0.2.1\r\n";
    var other = "X-Forwarded-For: 192.0.2.2\r\n";
    try (var client = new RawClient(http.port())) {
      start(client, "127.0.0.2", one);
      assertEquals(429, status(client.send("127.0.0.2", RPC.formatted(one) + "{}")));
      assertEquals(200, status(client.send("127.0.0.2", RPC.formatted(other) + "{}")));
      assertEquals(200, status(client.send("127.0.0.3", RPC.formatted(one) + "{}")));
    }
  }

  @Test
  @WithGateway(
      settings = {"WARREN_HTTP_REQUESTS_PER_CLIENT=1", "WARREN_HTTP_TRUSTED_PROXIES=127.0.0.2"})
  void anIpv6ClientIsANetwork(TestHttpClient http) throws Exception {
    try (var client = new RawClient(http.port())) {
      start(client, "127.0.0.2", "X-Forwarded-For: 2001:db8::1\r\n");
      var same = RPC.formatted("X-Forwarded-For: 2001:db8::2\r\n") + "{}";
      assertEquals(429, status(client.send("127.0.0.2", same)));
      var other = RPC.formatted("X-Forwarded-For: 2001:db8:0:1::1\r\n") + "{}";
      assertEquals(200, status(client.send("127.0.0.2", other)));
    }
  }

  @Test
  @WithGateway(settings = "WARREN_HTTP_REQUESTS=1")
  void requestsAboveTheTotalLimitAre503(TestHttpClient http) throws Exception {
    try (var client = new RawClient(http.port())) {
      start(client, "127.0.0.2", "");
      assertRefused(503, "unavailable", client.send("127.0.0.4", RPC.formatted("") + "{}"));
      assertEquals(200, status(client.send("127.0.0.4", COMPLETE)));
    }
  }
}
