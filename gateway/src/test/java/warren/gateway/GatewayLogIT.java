package warren.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the log says of requests: no token, no password, nothing of a body. */
class GatewayLogIT {
  private static final String PLANTED = "planted-word-7f3a";
  private static final LoggerContext LOGGING = (LoggerContext) LoggerFactory.getILoggerFactory();

  /**
   * More than the program's own configuration writes of any of them. Further down Jetty writes what
   * it reads, byte for byte.
   */
  private static final Map<String, Level> TALKATIVE =
      Map.of(
          "ROOT", Level.DEBUG,
          "warren", Level.TRACE,
          "io.javalin", Level.DEBUG,
          "org.eclipse.jetty", Level.INFO);

  private static TestGateway gateway;

  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final PatternLayout layout = new PatternLayout();

  @BeforeAll
  static void start() throws Exception {
    gateway = TestGateway.start(Map.of());
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @BeforeEach
  void listen() {
    layout.setContext(LOGGING);
    layout.setPattern("%level %logger %msg %ex%n");
    layout.start();
    TALKATIVE.forEach((name, level) -> LOGGING.getLogger(name).setLevel(level));
    lines.start();
    LOGGING.getLogger("ROOT").addAppender(lines);
  }

  @AfterEach
  void listenNoMore() {
    LOGGING.getLogger("ROOT").detachAppender(lines);
    TALKATIVE.keySet().forEach(name -> LOGGING.getLogger(name).setLevel(Level.INFO));
  }

  private List<String> written() {
    return List.copyOf(lines.list).stream().map(layout::doLayout).toList();
  }

  private void assertNothingOf(String... secrets) {
    for (var line : written()) {
      for (var secret : secrets) {
        assertFalse(line.contains(secret), line);
      }
    }
  }

  private static void post(String path, Object body) throws Exception {
    gateway.post(path, Bodies.text(body), "Authorization", "Bearer " + PLANTED);
  }

  @Test
  void nothingOfARequestIsLogged() throws Exception {
    var credentials = Map.of("username", PLANTED, "password", PLANTED + PLANTED);
    for (var path :
        List.of(
            "/rpc/RequestAccountCreate",
            "/authorization/authentication/login",
            "/django/api/register/",
            "/django/api/token/",
            "/havoc/user/login",
            "/vestec/flask/login")) {
      post(path, credentials);
      gateway.typed(path, "text/" + PLANTED, PLANTED);
      gateway.typed(path, "application/x-www-form-urlencoded", "username=%zz&password=" + PLANTED);
      gateway.typed(path, "application/x-www-form-urlencoded; charset=" + PLANTED, PLANTED);
      for (var broken : List.of(PLANTED, "{\"password\": " + PLANTED, "[\"" + PLANTED + "\"]")) {
        gateway.post(path, broken, "Cookie", "access_token=" + PLANTED);
      }
      gateway.post(path, "{\"username\": \"" + PLANTED + "\\ud800\", \"password\": \"\\ud800\"}");
      gateway.post(path, "{\"" + PLANTED + "\": \"" + "x".repeat(64 * 1024) + PLANTED + "\"}");
    }
    post("/havoc/user/check_status", Map.of("username", PLANTED, "session_token", PLANTED));
    post("/havoc/user_admin/create_user", Map.of("new_user", PLANTED));
    post("/rpc/" + PLANTED, Map.of());
    gateway.send("WHAT", "/" + PLANTED, PLANTED, "Idempotency-Key", PLANTED);
    gateway.get("/authorization/users/" + PLANTED + "?text=" + PLANTED);
    gateway.get("/health/ready");
    assertNothingOf(PLANTED);
    var heard = "Body size greater than max size";
    assertTrue(written().stream().anyMatch(line -> line.contains(heard)), "nothing was heard");
  }

  @Test
  void noTokenThatIsGivenOutIsLogged() throws Exception {
    var credentials = Map.of("username", "admin", "password", TestGateway.ADMIN_PASSWORD);
    var login = gateway.post("/django/api/token/", Bodies.text(credentials));
    var access = cookie(login, "access_token");
    var refresh = cookie(login, "refresh_token");
    var both = "access_token=" + access + "; refresh_token=" + refresh;
    var refreshed = gateway.post("/django/api/token/refresh/", "", "Cookie", both);
    assertEquals(200, refreshed.statusCode());
    gateway.send("GET", "/django/users", "", "Cookie", both);
    gateway.post("/django/api/logout/", "", "Cookie", both);
    var token = Bodies.json(200, gateway.post("/havoc/user/login", Bodies.text(credentials)));
    var session = token.at("/data/session_token").textValue();
    gateway.send("GET", "/vestec/flask/authorised", "", "Authorization", "Bearer " + session);
    assertNothingOf(
        TestGateway.ADMIN_PASSWORD,
        access,
        refresh,
        cookie(refreshed, "access_token"),
        cookie(refreshed, "refresh_token"),
        session);
  }

  private static String cookie(HttpResponse<String> response, String name) {
    return response.headers().allValues("Set-Cookie").stream()
        .filter(cookie -> cookie.startsWith(name + "="))
        .map(cookie -> cookie.substring(name.length() + 1).split(";", 2)[0])
        .findFirst()
        .orElseThrow();
  }

  @Test
  void nothingIsLoggedOfWhatIsNoRequest() throws Exception {
    for (var text :
        List.of(
            PLANTED + "\r\n\r\n",
            "GET /%zz" + PLANTED + " HTTP/1.1\r\nHost: here\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: " + PLANTED + " there\r\nConnection: close\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: here\r\nAuthorization : Bearer " + PLANTED + "\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: here\r\nAuthorization: \0" + PLANTED + "\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: here\r\nCookie: " + PLANTED.repeat(1000) + "\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: " + PLANTED + "\r\n\r\n")) {
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
        socket.getOutputStream().write(text.getBytes(UTF_8));
        socket.shutdownOutput();
        var answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
        assertTrue(answer.startsWith("HTTP/1.1 4"), answer);
        assertFalse(answer.contains(PLANTED), answer);
      }
    }
    assertNothingOf(PLANTED);
  }
}
