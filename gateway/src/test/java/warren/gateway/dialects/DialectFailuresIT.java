package warren.gateway.dialects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.gateway.Bodies.assertSays;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConnectionFactory;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import warren.contracts.catalogue.Catalogue;
import warren.gateway.Bodies;
import warren.gateway.TestGateway;

/** What fails before or instead of the service is said as each dialect's clients know it. */
class DialectFailuresIT {
  private static final String TOKEN = "none.of.ours";

  /** How each says a status and a sentence. */
  private static Map<String, Object> said(String dialect, int status, String sentence) {
    return switch (dialect) {
      case "authorization" -> Map.of("message", sentence);
      case "django" -> Map.of("detail", sentence);
      case "havoc" -> Map.of("status", status, "data", sentence);
      default -> Map.of("status", status, "msg", sentence);
    };
  }

  private static void assertSaid(
      String dialect, int status, String sentence, HttpResponse<String> response) throws Exception {
    assertSays(Bodies.text(said(dialect, status, sentence)), status, response);
  }

  /** A request that makes the gateway ask the service. */
  private static HttpResponse<String> ask(TestGateway gateway, String dialect) throws Exception {
    var bearer = new String[] {"Authorization", "Bearer " + TOKEN};
    return switch (dialect) {
      case "authorization" -> gateway.send("GET", "/authorization/users", "", bearer);
      case "django" -> gateway.send("GET", "/django/users", "", bearer);
      case "havoc" ->
          gateway.post(
              "/havoc/user/check_status",
              Bodies.text(Map.of("username", "ada", "session_token", TOKEN)));
      default -> gateway.send("GET", "/vestec/flask/user_type", "", bearer);
    };
  }

  private static void assertAllSay(int status, String sentence, TestGateway gateway)
      throws Exception {
    for (var dialect : new String[] {"authorization", "django", "havoc", "vestec"}) {
      assertSaid(dialect, status, sentence, ask(gateway, dialect));
    }
  }

  private static HttpResponse<String> login(TestGateway gateway, String path) throws Exception {
    return gateway.post(path, Bodies.text(Map.of("username", "ada", "password", "not it")));
  }

  @Test
  void aServiceThatDoesNotAnswerInTime() throws Exception {
    try (var gateway = TestGateway.start(Map.of("WARREN_HTTP_TIMEOUT", "200ms"))) {
      gateway.service().close();
      var late = "The service did not answer in time; whether it will is not known.";
      assertAllSay(504, late, gateway);
      assertSays("{\"success\": false}", 504, login(gateway, "/django/api/token/"));
      assertSaid("vestec", 400, late, login(gateway, "/vestec/flask/login"));
    }
  }

  @Test
  void aServiceThatIsNotThereOrNotUnderstood() throws Exception {
    try (var gateway = TestGateway.start(Map.of("WARREN_HTTP_TIMEOUT", "1m"))) {
      gateway.service().close();
      var factory = new ConnectionFactory();
      factory.setUri(gateway.broker());
      try (var connection = factory.newConnection()) {
        var channel = connection.createChannel();
        for (var operation : Catalogue.names()) {
          channel.queueDelete(operation);
        }
        assertAllSay(503, "The service can't answer this now.", gateway);
        var login = login(gateway, "/django/api/token/");
        assertSays("{\"success\": false}", 503, login);
        assertEquals("1", login.headers().firstValue("Retry-After").orElse("none"));

        for (var operation : Catalogue.names()) {
          answerNonsense(channel, operation);
        }
        assertAllSay(500, "The service failed on this request.", gateway);
      }
    }
  }

  private static void answerNonsense(Channel channel, String queue) throws Exception {
    channel.queueDeclare(queue, false, false, true, null);
    channel.basicConsume(
        queue,
        true,
        (tag, request) -> {
          var asked = request.getProperties();
          channel.basicPublish(
              "",
              asked.getReplyTo(),
              new BasicProperties.Builder().correlationId(asked.getCorrelationId()).build(),
              new byte[0]);
        },
        tag -> {});
  }

  @Test
  void whatTheGatewayRefuses() throws Exception {
    try (var gateway = TestGateway.start(Map.of())) {
      assertSaid("authorization", 404, "There is nothing here.", gateway.get("/authorization/no"));
      assertSaid("django", 404, "Not found.", gateway.get("/django/api/no/"));
      assertSaid("havoc", 404, "There is nothing here.", gateway.get("/havoc"));
      assertSaid("vestec", 404, "There is nothing here.", gateway.get("/vestec/flask/no"));

      for (var method : new String[] {"PUT", "TRACE", "WHAT"}) {
        var refused = "This method is not allowed here.";
        assertNotAllowed(
            "authorization", refused, gateway.send(method, "/authorization/users/", ""));
        var django = "Method \"%s\" not allowed.".formatted(method);
        assertNotAllowed("django", django, gateway.send(method, "/django/users/", ""));
        assertNotAllowed("havoc", refused, gateway.send(method, "/havoc/user/login", ""));
        assertNotAllowed("vestec", refused, gateway.send(method, "/vestec/flask/login", ""));
      }

      var bodies = new TreeMap<String, String>();
      bodies.put("authorization", "/authorization/authentication/register");
      bodies.put("django", "/django/api/register/");
      bodies.put("havoc", "/havoc/user/login");
      bodies.put("vestec", "/vestec/flask/signup");
      for (var dialect : bodies.keySet()) {
        var path = bodies.get(dialect);
        var large = Bodies.text(Map.of("username", "x".repeat(64 * 1024)));
        assertSaid(dialect, 413, "The body is larger than 64 KiB.", gateway.post(path, large));
        assertSaid(
            dialect,
            400,
            "The body is not readable as JSON at line 1, column 1.",
            gateway.post(path, "what?"));
        assertSaid(dialect, 400, "The body must be one JSON object.", gateway.post(path, "[]"));
        // where the document names what JSON that isn't JSON has
        assertSaid(
            dialect,
            dialect.equals("vestec") ? 400 : 415,
            "The body must be application/json in UTF-8.",
            gateway.typed(path, "text/xml", "<username/>"));
        assertSaid(
            dialect,
            dialect.equals("vestec") ? 400 : 415,
            "The body must be application/json in UTF-8.",
            gateway.typed(path, "application/x-www-form-urlencoded; charset=none", "a=b"));
      }
    }
  }

  private static void assertNotAllowed(
      String dialect, String sentence, HttpResponse<String> response) throws Exception {
    assertSaid(dialect, 405, sentence, response);
    assertEquals(
        dialect.equals("authorization") ? "GET, POST" : dialect.equals("django") ? "GET" : "POST",
        response.headers().firstValue("Allow").orElse("none"));
  }
}
