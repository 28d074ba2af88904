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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import warren.gateway.support.Bodies;
import warren.gateway.support.TestGateway;
import warren.gateway.support.TestHttpClient;
import warren.gateway.support.WithGateway;

/** The log contains no token, no password and no part of a body. */
@WithGateway
class GatewayLogIT {
  private static final String PLANTED = "planted-word-7f3a";
  private static final LoggerContext LOGGING = (LoggerContext) LoggerFactory.getILoggerFactory();

  /**
   * More verbose than the program's own configuration. At DEBUG, Jetty would log every byte that it
   * reads.
   */
  private static final Map<String, Level> VERBOSE =
      Map.of(
          "ROOT", Level.DEBUG,
          "warren", Level.TRACE,
          "io.javalin", Level.DEBUG,
          "org.eclipse.jetty", Level.INFO);

  private final TestHttpClient http;

  GatewayLogIT(TestHttpClient http) {
    this.http = http;
  }

  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final PatternLayout layout = new PatternLayout();

  @BeforeEach
  void captureLog() {
    layout.setContext(LOGGING);
    layout.setPattern("%level %logger %msg %ex%n");
    layout.start();
    VERBOSE.forEach((name, level) -> LOGGING.getLogger(name).setLevel(level));
    lines.start();
    LOGGING.getLogger("ROOT").addAppender(lines);
  }

  @AfterEach
  void restoreLog() {
    LOGGING.getLogger("ROOT").detachAppender(lines);
    VERBOSE.keySet().forEach(name -> LOGGING.getLogger(name).setLevel(Level.INFO));
  }

  private List<String> loggedLines() {
    return List.copyOf(lines.list).stream().map(layout::doLayout).toList();
  }

  private void assertNotLogged(String... secrets) {
    for (var line : loggedLines()) {
      for (var secret : secrets) {
        assertFalse(line.contains(secret), line);
      }
    }
  }

  private void post(String path, Object body) throws Exception {
    http.post(path, Bodies.text(body), "Authorization", "Bearer " + PLANTED);
  }

  @Test
  void noPartOfARequestIsLogged() throws Exception {
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
      http.postAs(path, "text/" + PLANTED, PLANTED);
      http.postAs(path, "application/x-www-form-urlencoded", "username=%zz&password=" + PLANTED);
      http.postAs(path, "application/x-www-form-urlencoded; charset=" + PLANTED, PLANTED);
      for (var broken : List.of(PLANTED, "{\"password\": " + PLANTED, "[\"" + PLANTED + "\"]")) {
        http.post(path, broken, "Cookie", "access_token=" + PLANTED);
      }
      http.post(path, "{\"username\": \"" + PLANTED + "\\ud800\", \"password\": \"\\ud800\"}");
      http.post(path, "{\"" + PLANTED + "\": \"" + "x".repeat(64 * 1024) + PLANTED + "\"}");
    }
    post("/havoc/user/check_status", Map.of("username", PLANTED, "session_token", PLANTED));
    post("/havoc/user_admin/create_user", Map.of("new_user", PLANTED));
    post("/rpc/" + PLANTED, Map.of());
    http.send("WHAT", "/" + PLANTED, PLANTED, "Idempotency-Key", PLANTED);
    http.get("/authorization/users/" + PLANTED + "?text=" + PLANTED);
    http.get("/health/ready");
    assertNotLogged(PLANTED);
    var logged = "A body above the limit was refused.";
    assertTrue(
        loggedLines().stream().anyMatch(line -> line.contains(logged)), "the log was not captured");
  }

  @Test
  void issuedTokensAreNotLogged() throws Exception {
    var credentials = Map.of("username", "admin", "password", TestGateway.ADMIN_PASSWORD);
    var login = http.post("/django/api/token/", Bodies.text(credentials));
    var access = cookie(login, "access_token");
    var refresh = cookie(login, "refresh_token");
    var both = "access_token=" + access + "; refresh_token=" + refresh;
    var refreshed = http.post("/django/api/token/refresh/", "", "Cookie", both);
    assertEquals(200, refreshed.statusCode());
    http.send("GET", "/django/users", "", "Cookie", both);
    http.post("/django/api/logout/", "", "Cookie", both);
    var token = Bodies.json(200, http.post("/havoc/user/login", Bodies.text(credentials)));
    var session = token.at("/data/session_token").textValue();
    http.send("GET", "/vestec/flask/authorised", "", "Authorization", "Bearer " + session);
    assertNotLogged(
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
  void noPartOfAMalformedRequestIsLogged() throws Exception {
    for (var text :
        List.of(
            PLANTED + "\r\n\r\n",
            "GET /%zz" + PLANTED + " HTTP/1.1\r\nHost: here\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: " + PLANTED + " there\r\nConnection: close\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: here\r\nAuthorization : Bearer " + PLANTED + "\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: here\r\nAuthorization: \0" + PLANTED + "\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: here\r\nCookie: " + PLANTED.repeat(1000) + "\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: " + PLANTED + "\r\n\r\n")) {
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), http.port())) {
        socket.getOutputStream().write(text.getBytes(UTF_8));
        socket.shutdownOutput();
        var response = new String(socket.getInputStream().readAllBytes(), UTF_8);
        assertTrue(response.startsWith("HTTP/1.1 4"), response);
        assertFalse(response.contains(PLANTED), response);
      }
    }
    assertNotLogged(PLANTED);
  }
}
