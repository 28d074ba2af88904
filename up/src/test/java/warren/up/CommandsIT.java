package warren.up;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.ConnectionFactory;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import warren.local.FreePort;

/** The commands that call the service. */
final class CommandsIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String UNKNOWN_USER =
      "{\"user_id\": \"00000000-0000-0000-0000-000000000000\"}";

  private static StartedUp up;

  @BeforeAll
  static void start(@TempDir Path data) throws Exception {
    up = StartedUp.start(data);
  }

  @AfterAll
  static void stop() throws Exception {
    up.close();
  }

  private static void assertEnds(int exit, String out, String err, Launched command)
      throws Exception {
    try (command) {
      assertEquals(exit, command.exit(), command.err());
      assertEquals(out, command.out());
      assertEquals(err, command.err());
    }
  }

  @Test
  void theGatewayRunsAloneAndStopsOnSigterm() throws Exception {
    var settings = Map.of("WARREN_AMQP_URI", up.shown("AMQP"), "WARREN_HTTP_PORT", "0");
    try (var gateway = Launched.start(settings, "gateway")) {
      gateway.await("it is ready", () -> gateway.out().contains("ready on port"));
      var port = gateway.out().replaceAll("\\D", "");
      assertEquals(200, Http.get("http://127.0.0.1:" + port + "/health/ready"));
      gateway.signal("TERM");
      assertEquals(143, gateway.exit());
      var node = up.shown("AMQP").replaceFirst(".*@([0-9.:]+).*", "$1");
      assertTrue(
          gateway
              .err()
              .matches(
                  "\\S+ INFO .* connected to the broker at %s \\(RabbitMQ \\S+\\)\nstopping…\nstopped\\.\n"
                      .formatted(node)),
          gateway.err());
    }
  }

  @Test
  void aGatewayWithoutABrokerReportsIt() throws Exception {
    var port = FreePort.pick();
    var settings = Map.of("WARREN_AMQP_URI", "amqp://guest:guest@127.0.0.1:" + port);
    assertEnds(
        1,
        "",
        "No connection to the broker at 127.0.0.1:%d: ConnectException: Connection refused; is it running, and is WARREN_AMQP_URI correct?\n"
            .formatted(port),
        Launched.start(settings, "gateway"));
  }

  @Test
  void aReplyIsPrintedAndTheExitCodeIs0() throws Exception {
    try (var call = up.run("call", "RequestServiceStatus")) {
      assertEquals(0, call.exit(), call.err());
      var body = JSON.readTree(call.out());
      assertTrue(body.get("data").get("ready").booleanValue());
      assertTrue(
          call.err()
              .matches(
                  """
                  processing_time_ns: [1-9]\\d*
                  status_code: 200
                  status_message: OK
                  type: ReturnServiceStatus
                  """),
          call.err());
    }
  }

  @Test
  void aRefusalIsPrintedAndTheExitCodeIs1() throws Exception {
    try (var call = up.run("call", "RequestUsername", UNKNOWN_USER)) {
      assertEquals(1, call.exit(), call.err());
      assertEquals(
          JSON.readTree(
              """
              {"data": null,
               "error": {"code": "unknown_account", "message": "There is no such account."}}
              """),
          JSON.readTree(call.out()));
      assertTrue(call.err().contains("status_code: 404\n"), call.err());
      assertTrue(call.err().contains("status_message: There is no such account.\n"), call.err());
    }
  }

  @Test
  void invalidJsonIsRefusedByTheService() throws Exception {
    try (var call = up.run("call", "RequestUsername", "{nonsense")) {
      assertEquals(1, call.exit(), call.err());
      assertEquals("malformed", code(call));
    }
  }

  private static String code(Launched call) throws Exception {
    return JSON.readTree(call.out()).get("error").get("code").textValue();
  }

  @Test
  void aMissingQueueIsReportedAtOnce() throws Exception {
    assertEnds(
        2,
        "",
        "There is no queue named RequestUsernam. Did you mean RequestUsername?\n",
        up.run("call", "RequestUsernam", UNKNOWN_USER, "--timeout", "10m"));
    assertEnds(
        2,
        "",
        "There is no queue named Nonsense.\n",
        up.run("call", "Nonsense", "--timeout", "10m"));
  }

  @Test
  void aMissingReplyIsReportedAfterTheTimeout() throws Exception {
    var factory = new ConnectionFactory();
    factory.setUri(up.shown("AMQP"));
    try (var connection = factory.newConnection()) {
      connection.createChannel().queueDeclare("deaf", false, true, true, Map.of());
      assertEnds(
          2,
          "",
          "No reply to deaf arrived within 200 ms.\n",
          up.run("call", "deaf", "--timeout=200ms"));
    }
  }

  @Test
  void anUnreachableBrokerIsReported() throws Exception {
    var port = FreePort.pick();
    for (var command : List.of("call", "login")) {
      assertEnds(
          2,
          "",
          "No connection to the broker at 127.0.0.1:%d: ConnectException: Connection refused; is `warren up` running, and is WARREN_AMQP_URI correct?\n"
              .formatted(port),
          Launched.start(
                  Map.of("WARREN_AMQP_URI", "amqp://guest:guest@127.0.0.1:" + port),
                  command,
                  "RequestServiceStatus")
              .type("a password"));
    }
  }

  @Test
  void aBrokerThatRejectsThePasswordIsReported() throws Exception {
    var uri = up.shown("AMQP");
    assertEnds(
        2,
        "",
        "The broker at %s rejected the login of guest: the user or the password in WARREN_AMQP_URI is wrong.\n"
            .formatted(uri.substring(uri.indexOf('@') + 1)),
        Launched.start(
            Map.of("WARREN_AMQP_URI", uri.replace("guest:guest", "guest:guess")),
            "call",
            "RequestServiceStatus"));
  }

  @Test
  void anUnknownSettingIsReportedWithTheNearestName() throws Exception {
    Map<String, String> settings = new HashMap<>(up.settings());
    settings.put("WARREN_AMQP_URL", "amqp://elsewhere");
    assertEnds(
        2,
        "",
        "WARREN_AMQP_URL is not a setting; did you mean WARREN_AMQP_URI?\n",
        Launched.start(settings, "call", "RequestServiceStatus"));
  }

  @Test
  void aLoginPrintsAnActiveToken() throws Exception {
    String token;
    try (var login = up.run("login", "admin").type(up.shown("password"))) {
      assertEquals(0, login.exit(), login.err());
      assertEquals("", login.err());
      assertTrue(login.out().matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+\\n"), login.out());
      token = login.out().strip();
    }
    var account = up.call("RequestAccountData", "--jwt", token);
    assertEquals("admin", account.at("/data/username").textValue());

    up.call("RequestInvalidateLoginToken", "--jwt", token);
    try (var call = up.run("call", "RequestAccountData", "--jwt=" + token)) {
      assertEquals(1, call.exit(), call.err());
      assertEquals("unauthenticated", code(call));
    }
  }

  @Test
  void aWrongPasswordIsReportedInOneSentence() throws Exception {
    assertEnds(
        1,
        "",
        "The username or the password is wrong.\n",
        up.run("login", "admin").type("not the password"));
  }

  @Test
  void aMissingPasswordIsReported() throws Exception {
    assertEnds(2, "", "There is no password on standard input.\n", up.run("login", "admin").end());
  }
}
