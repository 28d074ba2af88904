package warren.service.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.support.Bodies.assertRefused;
import static warren.service.support.Bodies.assertUnauthenticated;
import static warren.service.support.Bodies.json;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.LongString;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import warren.contracts.Secret;
import warren.contracts.catalogue.Catalogue;
import warren.contracts.catalogue.Operation;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;
import warren.settings.BrokerUri;

/** Properties and headers, of requests and of replies. */
@WarrenTest
class ProtocolIT {
  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  private final TestService service;
  private final String account;

  ProtocolIT(TestService service) throws Exception {
    this.service = service;
    this.account = service.account("ada");
  }

  private BasicProperties.Builder properties() {
    return service.client().properties();
  }

  private Reply send(BasicProperties.Builder properties) throws Exception {
    return service.client().send("RequestUsername", properties.build(), username());
  }

  private Reply sendHeader(String name, Object value) throws Exception {
    return send(properties().headers(Map.of(name, value)));
  }

  private String username() {
    return "{\"user_id\": \"" + account + "\"}";
  }

  private static void assertUsername(Reply answer) throws Exception {
    assertEquals(json("{data: {username: 'ada'}}"), answer.body());
    assertEquals(200, answer.status());
  }

  /** Every kind of success except that of RequestAccountCreate, which cannot be repeated. */
  static Stream<List<String>> successes() {
    return Stream.of(
        List.of(
            "RequestLoginToken",
            "ReturnAuthenticationToken",
            "{\"username\": \"ada\", \"password\": \"%s\"}".formatted(TestService.PASSWORD)),
        List.of("RequestInvalidateLoginToken", "ConfirmInvalidateToken", "{}"),
        List.of("RequestPublicKeys", "ReturnPublicKeys", "{}"),
        List.of("RequestUsername", "ReturnUsername", "{\"user_id\": \"id of ada\"}"),
        List.of("RequestServiceStatus", "ReturnServiceStatus", "{}"));
  }

  @ParameterizedTest
  @MethodSource("successes")
  void aSuccessHasExactlyTheDocumentedPropertiesAndHeaders(List<String> success) throws Exception {
    var request = properties().build();
    var body = success.get(2).replace("id of ada", account);
    var answer = service.client().send(success.get(0), request, body);

    var reply = answer.properties();
    assertEquals(
        new BasicProperties.Builder()
            .contentType("application/json")
            .type(success.get(1))
            .correlationId(request.getCorrelationId())
            .deliveryMode(1)
            .userId(BrokerUri.userOf(Secret.of(service.place().amqpUri())))
            .headers(reply.getHeaders())
            .build(),
        reply);
    assertTypes(reply.getHeaders());
    assertEquals(200, reply.getHeaders().get("status_code"));
    assertEquals("OK", answer.header("status_message"));
    assertEquals(Set.of("data"), Set.copyOf(names(answer)));
  }

  private static List<String> names(Reply answer) {
    return answer.body().properties().stream().map(Map.Entry::getKey).toList();
  }

  private static void assertTypes(Map<String, Object> headers) {
    assertEquals(Set.of("status_code", "status_message", "processing_time_ns"), headers.keySet());
    assertInstanceOf(Integer.class, headers.get("status_code"));
    assertInstanceOf(LongString.class, headers.get("status_message"));
    assertTrue(assertInstanceOf(Long.class, headers.get("processing_time_ns")) > 0);
  }

  static List<Operation<?, ?>> operations() {
    return Catalogue.OPERATIONS;
  }

  @ParameterizedTest
  @MethodSource("operations")
  void aRefusalHasTheSamePropertiesAndHeaders(Operation<?, ?> operation) throws Exception {
    var request = properties().contentType("text/plain").build();
    var answer = service.client().send(operation.name(), request, "{}");

    assertRefused(415, "unsupported_type", "The body must be application/json in UTF-8.", answer);
    assertEquals("application/json", answer.properties().getContentType());
    assertEquals(operation.replyName(), answer.properties().getType());
    assertEquals(1, answer.properties().getDeliveryMode());
    assertEquals(request.getCorrelationId(), answer.properties().getCorrelationId());
    assertTypes(answer.properties().getHeaders());
  }

  static Stream<String> correlationIds() {
    return Stream.of("", " ", "x".repeat(255), "grüße-€-😀", "\u0000\r\n", "é".repeat(127) + "x");
  }

  @ParameterizedTest
  @NullSource
  @MethodSource("correlationIds")
  void theCorrelationIdIsEchoedExactly(@Nullable String id) throws Exception {
    var answer = send(properties().correlationId(id));
    assertUsername(answer);
    assertEquals(id, answer.properties().getCorrelationId());
  }

  @Test
  void aWellFormedTraceparentIsEchoed() throws Exception {
    var answer = sendHeader("traceparent", TRACE);
    assertUsername(answer);
    assertEquals(TRACE, answer.header("traceparent"));
  }

  static Stream<Object> malformedTraceparents() {
    return Stream.of(
        "",
        "nonsense",
        TRACE.substring(1),
        TRACE + "0",
        TRACE.replace('a', 'A'),
        TRACE.replace('a', 'g'),
        TRACE.replace('-', '_'),
        "ff" + TRACE.substring(2),
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        TRACE.substring(0, 53) + "\r\n",
        7,
        TRACE.getBytes(StandardCharsets.US_ASCII));
  }

  @ParameterizedTest
  @MethodSource("malformedTraceparents")
  void aMalformedTraceparentIsNotEchoed(Object traceparent) throws Exception {
    var answer = sendHeader("traceparent", traceparent);
    assertUsername(answer);
    assertFalse(answer.headers().containsKey("traceparent"));
  }

  @Test
  void aMessageIdOf128CharactersIsTakenAndOneOf129Refused() throws Exception {
    assertUsername(send(properties().messageId("x".repeat(128))));
    assertUsername(send(properties().messageId("")));
    assertRefused(
        400,
        "malformed",
        "The message_id must have at most 128 characters.",
        send(properties().messageId("x".repeat(129))));
  }

  @Test
  void aRequestAfterItsDeadlineIsNotExecuted() throws Exception {
    var past = System.currentTimeMillis() - 60_000;
    var refused = sendHeader("deadline", past);
    assertRefused(
        504,
        "deadline_passed",
        "The deadline passed before the execution of the request began.",
        refused);
    assertEquals(refused.body(), sendHeader("deadline", Long.toString(past)).body());
    assertEquals(refused.body(), sendHeader("deadline", 1).body());
  }

  @Test
  void aRequestBeforeItsDeadlineIsExecuted() throws Exception {
    var future = System.currentTimeMillis() + 600_000;
    assertUsername(sendHeader("deadline", future));
    assertUsername(sendHeader("deadline", Long.toString(future)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1", "1e12", "9999999999999999999"})
  void anInvalidDeadlineIsRefused(String deadline) throws Exception {
    assertRefused(
        400,
        "malformed",
        "The header deadline must be a time in epoch milliseconds.",
        sendHeader("deadline", deadline));
  }

  static Stream<Object> badTokens() {
    return Stream.of("", "nonsense", 7, true, new byte[] {1, 2}, List.of("x"), "x".repeat(4097));
  }

  @ParameterizedTest
  @MethodSource("badTokens")
  void anInvalidTokenIsRefusedOnlyByOperationsThatUseIt(Object token) throws Exception {
    assertUsername(sendHeader("jwt", token));
    for (var operation : List.of("RequestAccountData", "RequestAccountCreate")) {
      var properties = properties().headers(Map.of("jwt", token)).build();
      assertUnauthenticated(
          service
              .client()
              .send(
                  operation, properties, "{\"username\": \"b\", \"password\": \"long enough?\"}"));
    }
  }

  @Test
  void aMissingTokenIsRefusedWhereOneIsNeeded() throws Exception {
    var answer = service.client().call("RequestAccountData", Map.of());
    assertUnauthenticated(answer);
    assertNull(answer.headers().get("redelivered"));
  }
}
