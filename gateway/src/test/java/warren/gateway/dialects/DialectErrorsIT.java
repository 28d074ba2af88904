package warren.gateway.dialects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.gateway.support.Bodies.assertResponse;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConnectionFactory;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import warren.contracts.ErrorCode;
import warren.contracts.catalogue.Catalogue;
import warren.gateway.support.Bodies;
import warren.gateway.support.TestGateway;
import warren.gateway.support.TestHttpClient;
import warren.gateway.support.WithGateway;

/** Errors that do not come from the service have the format that each dialect's clients know. */
class DialectErrorsIT {
  private static final List<String> DIALECTS =
      List.of("authorization", "django", "havoc", "vestec");
  private static final String INVALID_TOKEN = "none.of.ours";

  /** The body in which a dialect reports a status and a message. */
  private static Map<String, Object> body(String dialect, int status, String message) {
    return switch (dialect) {
      case "authorization" -> Map.of("message", message);
      case "django" -> Map.of("detail", message);
      case "havoc" -> Map.of("status", status, "data", message);
      default -> Map.of("status", status, "msg", message);
    };
  }

  private static void assertError(
      String dialect, int status, String message, HttpResponse<String> response) throws Exception {
    assertResponse(Bodies.text(body(dialect, status, message)), status, response);
  }

  /** Sends a request that the gateway forwards to the service. */
  private static HttpResponse<String> forward(TestHttpClient http, String dialect)
      throws Exception {
    var bearer = new String[] {"Authorization", "Bearer " + INVALID_TOKEN};
    return switch (dialect) {
      case "authorization" -> http.send("GET", "/authorization/users", "", bearer);
      case "django" -> http.send("GET", "/django/users", "", bearer);
      case "havoc" ->
          http.post(
              "/havoc/user/check_status",
              Bodies.text(Map.of("username", "ada", "session_token", INVALID_TOKEN)));
      default -> http.send("GET", "/vestec/flask/user_type", "", bearer);
    };
  }

  private static void assertErrorInAll(int status, String message, TestHttpClient http)
      throws Exception {
    for (var dialect : DIALECTS) {
      assertError(dialect, status, message, forward(http, dialect));
    }
  }

  private static HttpResponse<String> login(TestHttpClient http, String path) throws Exception {
    return http.post(path, Bodies.text(Map.of("username", "ada", "password", "not it")));
  }

  @Test
  @WithGateway(settings = "WARREN_HTTP_TIMEOUT=200ms")
  void aServiceThatDoesNotReplyInTimeIs504(TestGateway gateway, TestHttpClient http)
      throws Exception {
    gateway.stopService();
    var late = "The service did not reply in time; the outcome of the request is unknown.";
    assertErrorInAll(504, late, http);
    assertResponse("{\"success\": false}", 504, login(http, "/django/api/token/"));
    assertError("vestec", 400, late, login(http, "/vestec/flask/login"));
  }

  @Test
  @WithGateway(settings = "WARREN_HTTP_TIMEOUT=1m")
  void missingQueuesAre503AndInvalidRepliesAre500(TestGateway gateway, TestHttpClient http)
      throws Exception {
    gateway.stopService();
    var factory = new ConnectionFactory();
    factory.setUri(gateway.amqpUri());
    try (var connection = factory.newConnection()) {
      var channel = connection.createChannel();
      for (var operation : Catalogue.names()) {
        channel.queueDelete(operation);
      }
      assertErrorInAll(503, ErrorCode.UNAVAILABLE.sentence(), http);
      var login = login(http, "/django/api/token/");
      assertResponse("{\"success\": false}", 503, login);
      assertEquals("1", login.headers().firstValue("Retry-After").orElse("absent"));

      for (var operation : Catalogue.names()) {
        sendInvalidReplies(channel, operation);
      }
      assertErrorInAll(500, ErrorCode.INTERNAL.sentence(), http);
    }
  }

  private static void sendInvalidReplies(Channel channel, String queue) throws Exception {
    channel.queueDeclare(queue, false, false, true, null);
    channel.basicConsume(
        queue,
        true,
        (tag, request) -> {
          var properties = request.getProperties();
          channel.basicPublish(
              "",
              properties.getReplyTo(),
              new BasicProperties.Builder().correlationId(properties.getCorrelationId()).build(),
              new byte[0]);
        },
        tag -> {});
  }

  @Test
  @WithGateway
  void errorsOfTheGatewayHaveTheFormatOfTheDialect(TestHttpClient http) throws Exception {
    var unknown = "This path does not exist.";
    assertError("authorization", 404, unknown, http.get("/authorization/no"));
    assertError("django", 404, "Not found.", http.get("/django/api/no/"));
    assertError("havoc", 404, unknown, http.get("/havoc"));
    assertError("vestec", 404, unknown, http.get("/vestec/flask/no"));

    for (var method : new String[] {"PUT", "TRACE", "WHAT"}) {
      var refused = "This path does not support this method.";
      assertNotAllowed("authorization", refused, http.send(method, "/authorization/users/", ""));
      var django = "Method \"%s\" not allowed.".formatted(method);
      assertNotAllowed("django", django, http.send(method, "/django/users/", ""));
      assertNotAllowed("havoc", refused, http.send(method, "/havoc/user/login", ""));
      assertNotAllowed("vestec", refused, http.send(method, "/vestec/flask/login", ""));
    }

    assertBodiesAreRefused("authorization", "/authorization/authentication/register", http);
    assertBodiesAreRefused("django", "/django/api/register/", http);
    assertBodiesAreRefused("havoc", "/havoc/user/login", http);
    assertBodiesAreRefused("vestec", "/vestec/flask/signup", http);
  }

  @Test
  @WithGateway(settings = "WARREN_HTTP_DIALECTS=havoc=/old,vestec=/old")
  void dialectsWithTheSamePrefixKeepTheirErrorFormats(TestHttpClient http) throws Exception {
    var unknown = "This path does not exist.";
    assertError("havoc", 404, unknown, http.get("/old/user/no"));
    assertError("vestec", 404, unknown, http.get("/old/flask/no"));
    assertResponse(
        """
        {"data": null, "error": {"code": "not_found", "message": "This path does not exist."}}
        """,
        404,
        http.get("/old/no"));
  }

  private static void assertNotAllowed(
      String dialect, String message, HttpResponse<String> response) throws Exception {
    assertError(dialect, 405, message, response);
    assertEquals(
        dialect.equals("authorization") ? "GET, POST" : dialect.equals("django") ? "GET" : "POST",
        response.headers().firstValue("Allow").orElse("absent"));
  }

  private static void assertBodiesAreRefused(String dialect, String path, TestHttpClient http)
      throws Exception {
    var large = Bodies.text(Map.of("username", "x".repeat(64 * 1024)));
    assertError(dialect, 413, ErrorCode.TOO_LARGE.sentence(), http.post(path, large));
    assertError(
        dialect,
        400,
        "The body is not readable as JSON at line 1, column 1.",
        http.post(path, "what?"));
    assertError(dialect, 400, "The body must be one JSON object.", http.post(path, "[]"));
    // VESTEC's document gives the status of malformed JSON, which its clients also get for other
    // content types
    var wrongType = dialect.equals("vestec") ? 400 : 415;
    for (var other :
        List.of(
            http.postAs(path, "text/xml", "<username/>"),
            http.postAs(path, "application/json; charset=utf-16", "{}"),
            http.postAs(path, "application/x-www-form-urlencoded; charset=none", "a=b"))) {
      assertError(dialect, wrongType, ErrorCode.UNSUPPORTED_TYPE.sentence(), other);
    }
    assertError(
        dialect,
        400,
        "The request has more than one Content-Type.",
        http.post(path, "{}", "Content-Type", "text/plain"));
  }
}
