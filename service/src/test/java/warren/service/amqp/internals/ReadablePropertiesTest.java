package warren.service.amqp.internals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.MalformedFrameException;
import com.rabbitmq.client.impl.AMQImpl;
import com.rabbitmq.client.impl.Frame;
import com.rabbitmq.client.impl.LongStringHelper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadablePropertiesTest {
  private static final int CHANNEL = 7;
  private static final long BODY_SIZE = 70_000;

  /** The replacement of headers that cannot be read. */
  private static final Map<String, Object> NO_TOKEN = Map.of("jwt", false);

  private static final Map<String, Object> TOO_LARGE = Map.of("warren.headers_too_large", false);

  private static final Map<String, Object> TOKEN =
      Map.of("jwt", LongStringHelper.asLongString("a.b.c"));

  private static BasicProperties.Builder properties() {
    return new BasicProperties.Builder()
        .contentType("application/json")
        .contentEncoding("utf-8")
        .correlationId("c")
        .replyTo("r")
        .messageId("m");
  }

  private static Frame frame(BasicProperties properties) throws IOException {
    return frame(properties.toFrame(CHANNEL, BODY_SIZE).getPayload());
  }

  private static Frame frame(byte[] payload) {
    return new Frame(AMQP.FRAME_HEADER, CHANNEL, payload);
  }

  private static Frame continued(BasicProperties properties) throws IOException {
    var payload = frame(properties).getPayload();
    payload[13] |= 1;
    return frame(payload);
  }

  /** As the client reads them. */
  private static BasicProperties read(Frame frame) throws IOException {
    assertEquals(AMQP.FRAME_HEADER, frame.getType());
    assertEquals(CHANNEL, frame.getChannel());
    var header = AMQImpl.readContentHeaderFrom(frame.getInputStream());
    assertEquals(BODY_SIZE, header.getBodySize());
    return (BasicProperties) header;
  }

  private static void assertMended(BasicProperties expected, Frame frame) throws IOException {
    assertThrows(IOException.class, () -> read(frame));
    assertEquals(expected, read(ReadableProperties.of(frame)));
  }

  private static Object nested(int depth) {
    return depth == 0 ? 1 : List.of(nested(depth - 1));
  }

  @Test
  void readablePropertiesAreUnchanged() throws Exception {
    for (var properties :
        List.of(
            new BasicProperties(),
            properties().build(),
            properties().headers(TOKEN).build(),
            properties().headers(Map.of("x", nested(32))).build())) {
      var frame = frame(properties);
      assertSame(frame, ReadableProperties.of(frame));
      assertEquals(properties, read(frame));
    }
  }

  @Test
  void framesOfOtherKindsStayAsTheyAre() {
    for (var type : List.of(AMQP.FRAME_METHOD, AMQP.FRAME_BODY, AMQP.FRAME_HEARTBEAT)) {
      var frame = new Frame(type, CHANNEL, new byte[] {1});
      assertSame(frame, ReadableProperties.of(frame));
    }
  }

  @Test
  void headersThatAreNestedTooDeeplyContainAnInvalidToken() throws Exception {
    var unreadable = Map.of("jwt", TOKEN.get("jwt"), "x", nested(33));
    assertMended(
        properties().headers(NO_TOKEN).build(), frame(properties().headers(unreadable).build()));
  }

  @Test
  void soAreHeadersOfATypeThatTheClientDoesNotKnow() throws Exception {
    var payload = frame(properties().headers(Map.of("number", 5L)).build()).getPayload();
    var wire = new String(payload, StandardCharsets.ISO_8859_1).replace("numberl", "numberL");
    var frame = frame(wire.getBytes(StandardCharsets.ISO_8859_1));
    assertThrows(MalformedFrameException.class, () -> read(frame));
    assertMended(properties().headers(NO_TOKEN).build(), frame);
  }

  @Test
  void largeHeadersAreReplacedByAMarker() throws Exception {
    var empty = frame(properties().headers(filled(0)).build()).getPayload().length;
    var largest = frame(properties().headers(filled(ReadableProperties.MAX_BYTES - empty)).build());
    assertSame(largest, ReadableProperties.of(largest));

    var larger =
        frame(properties().headers(filled(ReadableProperties.MAX_BYTES - empty + 1)).build());
    assertEquals(properties().headers(TOO_LARGE).build(), read(ReadableProperties.of(larger)));
    larger.getPayload()[13] |= 1;
    assertEquals(properties().headers(TOO_LARGE).build(), read(ReadableProperties.of(larger)));
  }

  private static Map<String, Object> filled(int size) {
    return Map.of("jwt", TOKEN.get("jwt"), "x", LongStringHelper.asLongString("y".repeat(size)));
  }

  @Test
  void propertiesBeforeTheHeadersCanBeAbsent() throws Exception {
    var headers = Map.of("x", nested(33));
    for (var properties :
        List.of(
            properties().contentType(null),
            properties().contentEncoding(null),
            properties().contentType(null).contentEncoding(null),
            properties().contentType("x".repeat(255)).contentEncoding(""))) {
      assertMended(
          properties.headers(NO_TOKEN).build(), frame(properties.headers(headers).build()));
    }
  }

  @Test
  void aFlagThatAnnouncesMoreIsCleared() throws Exception {
    for (var properties :
        List.of(
            new BasicProperties(),
            properties().build(),
            properties().clusterId("c").headers(TOKEN).build())) {
      assertMended(properties, continued(properties));
    }
  }

  @Test
  void bothMayBeWrong() throws Exception {
    assertMended(
        properties().headers(NO_TOKEN).build(),
        continued(properties().headers(Map.of("x", nested(33))).build()));
  }
}
