package warren.gateway.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import warren.gateway.support.Bodies;
import warren.gateway.support.RawClient;
import warren.gateway.support.TestGateway;
import warren.gateway.support.TestHttpClient;
import warren.gateway.support.WithGateway;

/** A thousand slow connections of a kind do not affect the requests of other clients. */
@WithGateway(settings = "WARREN_HTTP_TIMEOUT=2m")
class SlowClientsIT {
  private static final int CONNECTIONS = 1000;
  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final String HEADER = "GET /health/live HTTP/1.1\r\nHost: here\r\nX: ";
  private static final String BODY =
      "POST %s HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{";
  private static final String LARGE =
      "GET /docs/swagger-ui-bundle.js HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n";
  private static final String SPECIFICATION =
      "GET /openapi.json HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n";
  private static final String LIST =
      "GET /authorization/permissions HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer %s\r\n\r\n";

  private final TestGateway gateway;
  private final TestHttpClient http;
  private final RawClient slow;

  SlowClientsIT(TestGateway gateway, TestHttpClient http) {
    this.gateway = gateway;
    this.http = http;
    this.slow = new RawClient(http.port());
  }

  @AfterEach
  void disconnect() throws IOException {
    slow.close();
  }

  private void assertOthersAreServed() {
    for (var i = 0; i < 20; i++) {
      assertTimeoutPreemptively(
          LIMIT, () -> assertEquals(200, http.get("/health/live").statusCode()));
      assertTimeoutPreemptively(
          LIMIT,
          () ->
              assertEquals(
                  200, http.post("/rpc/RequestTokenStatus", "{\"token\": \"x\"}").statusCode()));
    }
  }

  @Test
  void slowHeadersDoNotAffectOthers() throws Exception {
    slow.openMany(CONNECTIONS, HEADER);
    assertOthersAreServed();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/rpc/RequestUsername", "/vestec/flask/login"})
  void slowBodiesDoNotAffectOthers(String path) throws Exception {
    slow.openMany(CONNECTIONS, BODY.formatted(path));
    assertOthersAreServed();
    var vestec = http.post("/vestec/flask/login", "{\"username\": \"none\", \"password\": \"x\"}");
    assertEquals(400, vestec.statusCode());
  }

  @Test
  void slowReadersDoNotAffectOthers() throws Exception {
    slow.openMany(CONNECTIONS, LARGE);
    assertOthersAreServed();
    assertEquals(405, http.get("/vestec/flask/login").statusCode());
  }

  @Test
  void slowRequestsOfADialectDoNotAffectOthers() throws Exception {
    var token = administratorsToken();
    try (var database = gateway.database();
        var statement = database.createStatement()) {
      database.setAutoCommit(false);
      statement.execute("lock table permission");
      slow.openMany(CONNECTIONS, LIST.formatted(token));
      awaitLockedQuery(statement);
      assertOthersAreServed();
      database.rollback();
    }
  }

  private String administratorsToken() throws Exception {
    var credentials = Map.of("username", "admin", "password", TestGateway.ADMIN_PASSWORD);
    var login = http.post("/rpc/RequestLoginToken", Bodies.text(credentials));
    return Bodies.json(200, login).get("data").textValue();
  }

  private static void awaitLockedQuery(Statement statement) throws Exception {
    for (var locked = false; !locked; ) {
      try (var waiting =
          statement.executeQuery(
              "select count(*) > 0 from pg_locks join pg_database on pg_database.oid = database"
                  + " where datname = current_database() and not granted")) {
        waiting.next();
        locked = waiting.getBoolean(1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {HEADER, "", "POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 9999\r\n\r\n1"})
  @WithGateway(settings = "WARREN_HTTP_TRANSFER_TIME=1s")
  void aClientThatSendsNoCompleteRequestIsDisconnected(String start, TestHttpClient limited)
      throws Exception {
    try (var client = new RawClient(limited.port())) {
      var socket = client.open("127.0.0.1", start);
      var response = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> read(socket));
      assertTrue(response.isEmpty() || response.startsWith("HTTP/1.1 400 "), response);
    }
  }

  /** Sends a byte from time to time until the connection is closed or reset. */
  private static String read(Socket socket) throws IOException {
    socket.setSoTimeout(100);
    while (true) {
      try {
        var first = socket.getInputStream().read();
        return first < 0 ? "" : (char) first + RawClient.readAll(socket);
      } catch (SocketTimeoutException e) {
        try {
          socket.getOutputStream().write('x');
        } catch (SocketException closed) {
          return "";
        }
      } catch (SocketException e) {
        return "";
      }
    }
  }

  @Test
  @WithGateway(settings = "WARREN_HTTP_TRANSFER_TIME=1s")
  void aSlowReaderIsDisconnected(TestHttpClient limited) throws Exception {
    var complete = limited.get("/openapi.json").body().length();
    try (var client = new RawClient(limited.port())) {
      var socket = client.open("127.0.0.1", SPECIFICATION);
      assertTrue(readSlowly(socket) < complete, "the whole response was sent");
    }
  }

  /** Reads much less than 64 KiB per second, and returns the number of bytes. */
  private static int readSlowly(Socket socket) throws Exception {
    var read = 0;
    try {
      for (int n; (n = socket.getInputStream().readNBytes(1024).length) > 0; read += n) {
        Thread.sleep(100);
      }
    } catch (SocketException e) {
      // the connection was reset
    }
    return read;
  }
}
