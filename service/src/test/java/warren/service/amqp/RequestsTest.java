package warren.service.amqp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.LongString;
import com.rabbitmq.client.impl.LongStringHelper;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import warren.contracts.Headers;
import warren.contracts.catalogue.AccountCatalogue;
import warren.service.rpc.Request;

class RequestsTest {
  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  private static Request request(BasicProperties properties, boolean redelivered) {
    return Requests.of(
        AccountCatalogue.USERNAME,
        new Envelope(1, redelivered, "", "RequestUsername"),
        properties,
        "{\"secret\":1}".getBytes(UTF_8));
  }

  private static Request request(BasicProperties.Builder properties) {
    return request(properties.build(), false);
  }

  private static Request withHeader(String name, @Nullable Object value) {
    Map<String, Object> headers = new HashMap<>();
    headers.put(name, value);
    return request(new BasicProperties.Builder().headers(headers));
  }

  private static LongString text(String text) {
    return LongStringHelper.asLongString(text);
  }

  @Test
  void withoutPropertiesEverythingIsAbsent() {
    var request = request(new BasicProperties.Builder());
    assertSame(AccountCatalogue.USERNAME, request.operation());
    assertNull(request.contentType());
    assertNull(request.contentEncoding());
    assertNull(request.token());
    assertNull(request.correlationId());
    assertNull(request.replyTo());
    assertNull(request.messageId());
    assertNull(request.deadline());
    assertNull(request.traceparent());
    assertFalse(request.redelivered());
  }

  @Test
  void aLargeDeadlineIsNotRetained() {
    assertEquals(text("1".repeat(20)), withHeader("deadline", text("1".repeat(20))).deadline());
    for (var large : List.of(text("1".repeat(21)), Map.of("a", 1), List.of(1), new byte[9])) {
      assertEquals("", withHeader("deadline", large).deadline());
    }
  }

  @Test
  void propertiesAreCopied() {
    var before = System.nanoTime();
    var request =
        request(
            new BasicProperties.Builder()
                .contentType("application/json")
                .contentEncoding("utf-8")
                .correlationId("c")
                .replyTo("r")
                .messageId("m")
                .headers(Map.of("deadline", 5L))
                .build(),
            true);
    assertEquals("application/json", request.contentType());
    assertEquals("utf-8", request.contentEncoding());
    assertEquals("c", request.correlationId());
    assertEquals("r", request.replyTo());
    assertEquals("m", request.messageId());
    assertEquals(5L, request.deadline());
    assertTrue(request.redelivered());
    assertTrue(request.receivedAt() >= before && request.receivedAt() <= System.nanoTime());
  }

  @Test
  void aTokenIsALongString() {
    assertEquals("a.b.c", withHeader("jwt", text("a.b.c")).token());
    assertEquals("", withHeader("jwt", text("")).token());
  }

  @Test
  void aTokenHasAtMost4096Bytes() {
    assertEquals("x".repeat(4096), withHeader("jwt", text("x".repeat(4096))).token());
    assertEquals("", withHeader("jwt", text("x".repeat(4097))).token());
    assertEquals("ä".repeat(2048), withHeader("jwt", text("ä".repeat(2048))).token());
    assertEquals("", withHeader("jwt", text("ä".repeat(2048) + "x")).token());
  }

  /** Values of AMQP tables other than long strings, as the client returns them. */
  @SuppressWarnings("JavaUtilDate")
  static Stream<Object> noTokens() {
    return Stream.of(
        1,
        1L,
        (short) 1,
        (byte) 1,
        1.5,
        1.5f,
        new BigDecimal("1.5"),
        true,
        new Date(0),
        new byte[Headers.MAX_TOKEN_BYTES + 1],
        List.of(text("a.b.c")),
        Map.of("jwt", text("a.b.c")),
        "a short string, which no broker delivers");
  }

  @ParameterizedTest
  @MethodSource("noTokens")
  void aTokenOfAnotherTypeIsEmptyAndNotAbsent(Object header) {
    assertEquals("", withHeader("jwt", header).token());
  }

  @Test
  void aTokenMayBeBytes() {
    assertEquals("a.b.c", withHeader("jwt", "a.b.c".getBytes(UTF_8)).token());
  }

  @Test
  void aTokenThatIsVoidIsAbsent() {
    assertNull(withHeader("jwt", null).token());
  }

  @Test
  void aCorrelationIdThatFitsIntoAReplyIsAccepted() {
    var longest = "x".repeat(255);
    assertEquals(longest, withCorrelationId(longest));
    assertEquals("\uFFFD".repeat(85), withCorrelationId("\uFFFD".repeat(85)));
    // 86 bytes of invalid UTF-8 have become 258
    assertNull(withCorrelationId("\uFFFD".repeat(86)));
    assertEquals("", withCorrelationId(""));
  }

  @Test
  void aCorrelationIdOfAmqp10ThatIsNoShortTextIsRetainedAsReceived() {
    var binary = new byte[] {0, (byte) 0xff};
    assertEquals("00ff", withHeader("x-correlation-id", binary).correlationId());
    assertSame(binary, withHeader("x-correlation-id", binary).longCorrelationId());
    var longest = text("x".repeat(1024));
    assertEquals(longest.toString(), withHeader("x-correlation-id", longest).correlationId());
    assertSame(longest, withHeader("x-correlation-id", longest).longCorrelationId());
  }

  @Test
  void aCorrelationIdOfAmqp10HasAtMost1024Bytes() {
    for (var other : List.of(text("x".repeat(1025)), new byte[1025], 1, List.of(text("x")))) {
      assertNull(withHeader("x-correlation-id", other).correlationId());
      assertNull(withHeader("x-correlation-id", other).longCorrelationId());
    }
  }

  @Test
  void aShortIdTakesPrecedence() {
    var request =
        request(
            new BasicProperties.Builder()
                .correlationId("short")
                .messageId("m")
                .headers(Map.of("x-correlation-id", new byte[1], "x-message-id", new byte[1])));
    assertEquals("short", request.correlationId());
    assertNull(request.longCorrelationId());
    assertEquals("m", request.messageId());
  }

  @Test
  void aMessageIdOfAmqp10ThatIsNoShortTextIsUsed() {
    assertEquals("00ff", withHeader("x-message-id", new byte[] {0, (byte) 0xff}).messageId());
    // refused when it is decoded
    assertEquals("m".repeat(300), withHeader("x-message-id", text("m".repeat(300))).messageId());
  }

  private static @Nullable String withCorrelationId(String id) {
    return request(new BasicProperties.Builder().correlationId(id)).correlationId();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        TRACE,
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00",
        "fe-ffffffffffffffffffffffffffffffff-ffffffffffffffff-ff",
        "00-00000000000000000000000000000001-0000000000000001-00"
      })
  void aTraceparentIsAccepted(String traceparent) {
    assertEquals(traceparent, withHeader("traceparent", text(traceparent)).traceparent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319-b7ad6b71692033311-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-1",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-",
        "00_0af7651916cd43dd8448eb211c80319c_b7ad6b7169203331_01",
        TRACE + "\n",
        " " + TRACE,
        "00-0af7651916cd43dd8448eb211c80319g-b7ad6b7169203331-01"
      })
  void aTraceparentThatIsNotWellFormedIsAbsent(String traceparent) {
    assertNull(withHeader("traceparent", text(traceparent)).traceparent());
  }

  @Test
  void aTraceparentOfAnotherTypeIsAbsent() {
    for (var header : Arrays.asList(1, List.of(text(TRACE)), null)) {
      assertNull(withHeader("traceparent", header).traceparent());
    }
  }

  @Test
  void toStringContainsNeitherTokenNorBody() {
    assertEquals("RequestUsername", withHeader("jwt", text("secret")).toString());
  }
}
