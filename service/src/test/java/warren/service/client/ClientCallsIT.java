package warren.service.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.client.ClientAssertions.ADA;
import static warren.service.client.ClientAssertions.NOTHING;
import static warren.service.client.ClientAssertions.REQUEST;
import static warren.service.client.ClientAssertions.call;
import static warren.service.client.ClientAssertions.failure;
import static warren.service.client.ClientAssertions.got;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import warren.client.NoReplyException;
import warren.client.UnknownRefusalException;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;
import warren.contracts.Secret;
import warren.contracts.accounts.Username;

/** Requests of the client, and its results for replies of a stub. */
class ClientCallsIT extends ClientWithStub {
  private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @Test
  void aRequestContainsAllRequiredProperties() throws Exception {
    var first = call(client);
    var sent = asked.next();
    assertEquals(
        "{\"user_id\":\"00000000-0000-0000-0000-000000000001\"}",
        new String(sent.getBody(), UTF_8));
    var properties = sent.getProperties();
    assertEquals("application/json", properties.getContentType());
    assertExpires(LONG, properties);
    assertNull(properties.getMessageId());
    assertNull(properties.getUserId());
    assertEquals(Map.of(), properties.getHeaders());
    asked.answer(sent, 200, ADA);
    assertEquals(new Username("ada"), got(first));

    var second = call(client);
    var id = asked.next().getProperties().getCorrelationId();
    assertNotEquals(properties.getCorrelationId(), id);
    // 128 random bits
    var prefix = id.substring(0, id.lastIndexOf('-'));
    assertTrue(prefix.length() > 20, id);
    assertTrue(properties.getCorrelationId().startsWith(prefix), id);
    assertFalse(second.isDone());
  }

  /** When its caller waits no longer, if not some milliseconds before. */
  private static void assertExpires(Duration timeout, BasicProperties properties) {
    var left = timeout.toMillis() - Long.parseLong(properties.getExpiration());
    assertTrue(left >= 0 && left < timeout.toMillis(), properties::getExpiration);
  }

  @Test
  void aRequestContainsTheCallOptions() throws Exception {
    var caller =
        client
            .as(Secret.of("a.b.c"))
            .withTimeout(Duration.ofSeconds(3))
            .withMessageId("once")
            .withClientIp("192.0.2.7")
            .withTraceparent(TRACE);
    var call = call(caller);
    var sent = asked.next();
    var properties = sent.getProperties();
    assertExpires(Duration.ofSeconds(3), properties);
    assertEquals("once", properties.getMessageId());
    // without a user id the service would not trust the address
    assertEquals("guest", properties.getUserId());
    var headers = Map.of("jwt", "a.b.c", "client_ip", "192.0.2.7", "traceparent", TRACE);
    headers.forEach((name, value) -> assertEquals(value, properties.getHeaders().get(name) + ""));
    assertEquals(headers.keySet(), properties.getHeaders().keySet());
    asked.answer(sent, 200, ADA);
    assertEquals(new Username("ada"), got(call));
  }

  @Test
  void everyRequestContainsTheSettingsOfTheClient() throws Exception {
    var count = new AtomicInteger();
    try (var set =
        builder()
            .timeout(LONG)
            .deadlines()
            .traceparent(() -> count.incrementAndGet() == 1 ? null : TRACE)
            .connect()) {
      var before = System.currentTimeMillis();
      List<CompletableFuture<Username>> calls = new ArrayList<>(List.of(call(set), call(set)));
      var first = asked.next().getProperties().getHeaders();
      var second = asked.next().getProperties().getHeaders();
      var deadline = Long.parseLong(first.get("deadline") + "") - LONG.toMillis();
      assertTrue(before <= deadline && deadline <= System.currentTimeMillis(), first::toString);
      assertFalse(first.containsKey("traceparent"));
      assertEquals(TRACE, second.get("traceparent") + "");
      assertFalse(calls.get(0).isDone());
    }
  }

  @Test
  void aRefusalContainsTheWholeError() throws Exception {
    var call =
        answered(
            429,
            """
            {"data": null, "error": {"code": "throttled", "message": "Wait.",
              "fields": {"username": ["too often"]}, "retry_after_ms": 4000, "new": 1}}
            """);
    var refused = failure(RefusedException.class, call);
    assertEquals(
        new Refusal(ErrorCode.THROTTLED, "Wait.", Map.of("username", List.of("too often")), 4000L),
        refused.refusal());
    assertEquals("throttled: Wait.", refused.getMessage());
  }

  @Test
  void anUnknownRefusalContainsStatusAndCode() throws Exception {
    var refused =
        failure(
            UnknownRefusalException.class,
            answered(
                409, "{\"data\": null, \"error\": {\"code\": \"novel\", \"message\": \"New.\"}}"));
    assertEquals(409, refused.status());
    assertEquals("novel", refused.code());
    assertEquals("novel: New.", refused.getMessage());
  }

  @Test
  void theStackTraceOfAFailureContainsTheCallSite() throws Exception {
    var asking =
        CompletableFuture.runAsync(
            () -> {
              try {
                asked.answer(
                    asked.next(),
                    403,
                    "{\"data\": null, \"error\": {\"code\": \"banned\", \"message\": \"No.\"}}");
              } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    assertShowsThis(
        assertThrows(RefusedException.class, () -> client.accounts().username(REQUEST)));
    asking.get();
    assertShowsThis(
        assertThrows(NoReplyException.class, () -> client.exchange("RequestNothing", NOTHING)));
  }

  private static void assertShowsThis(Throwable failure) {
    var stack = List.of(failure.getStackTrace());
    assertTrue(
        stack.stream()
            .anyMatch(frame -> frame.getClassName().equals(ClientCallsIT.class.getName())),
        stack::toString);
  }

  @Test
  void aReplyIsHandedOnAsItCame() throws Exception {
    var call = client.exchangeAsync("RequestUsername", NOTHING);
    var sent = asked.next();
    assertEquals("{}", new String(sent.getBody(), UTF_8));
    asked.answer(sent, 403, ADA);
    var reply = got(call);
    assertEquals(403, reply.status());
    assertEquals("said so", reply.message());
    assertEquals(7, reply.processingTimeNs());
    assertEquals("ReturnUsername", reply.type());
    assertEquals(sent.getProperties().getCorrelationId(), reply.correlationId());
    assertEquals(ADA, new String(reply.body(), UTF_8));
    assertEquals("ada", reply.json().get("data").get("username").textValue());
    assertEquals(
        Map.of("status_code", "403", "status_message", "said so", "processing_time_ns", "7"),
        reply.headers());
  }

  @Test
  void anUnserializableRequestFailsImmediately() {
    var name = "R".repeat(256);
    assertThrows(IllegalArgumentException.class, () -> client.exchange(name, NOTHING));
    assertThrows(IllegalArgumentException.class, () -> client.exchangeAsync(name, NOTHING));
  }

  @Test
  void futuresFailWithTheExceptionOfTheBlockingMethod() throws Exception {
    var missing = client.exchangeAsync("RequestNothing", NOTHING).handle((reply, why) -> why);
    assertInstanceOf(NoReplyException.class, got(missing));
    var refused = call(client).handle((name, why) -> why);
    asked.answer(asked.next(), 403, "{\"error\": {\"code\": \"banned\", \"message\": \"No.\"}}");
    assertInstanceOf(RefusedException.class, got(refused));
  }
}
