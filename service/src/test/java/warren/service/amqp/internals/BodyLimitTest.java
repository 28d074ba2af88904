package warren.service.amqp.internals;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.impl.AMQImpl;
import com.rabbitmq.client.impl.Frame;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyLimitTest {
  private static final int MAX = 1000;
  private static final int CHANNEL = 7;

  private final BodyLimit limit = new BodyLimit(MAX);

  private static Frame header(int channel, long size) throws IOException {
    return new Frame(
        AMQP.FRAME_HEADER, channel, new BasicProperties().toFrame(channel, size).getPayload());
  }

  private static Frame body(int channel, int size) {
    var payload = new byte[size];
    Arrays.fill(payload, (byte) channel);
    return new Frame(AMQP.FRAME_BODY, channel, payload);
  }

  private static long announced(Frame header) throws IOException {
    return AMQImpl.readContentHeaderFrom(header.getInputStream()).getBodySize();
  }

  private void assertUnchanged(Frame frame) {
    assertSame(frame, limit.apply(frame));
  }

  private void assertRetained(int bytes, Frame frame) {
    var received = limit.apply(frame);
    assertEquals(bytes == 0 ? AMQP.FRAME_HEARTBEAT : AMQP.FRAME_BODY, received.getType());
    assertEquals(bytes == 0 ? 0 : frame.getChannel(), received.getChannel());
    assertArrayEquals(Arrays.copyOf(frame.getPayload(), bytes), received.getPayload());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, MAX, MAX + 1})
  void upToOneByteMoreThanTheLimitIsUnchanged(int size) throws Exception {
    assertUnchanged(header(CHANNEL, size));
    assertUnchanged(body(CHANNEL, size));
  }

  @ParameterizedTest
  @ValueSource(longs = {MAX + 2, 128 << 20, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE, -1})
  void aLargerSizeIsReplacedByOneByteMoreThanTheLimit(long size) throws Exception {
    assertEquals(MAX + 1, announced(limit.apply(header(CHANNEL, size))));
  }

  @Test
  void theRestOfALargerBodyIsDiscarded() throws Exception {
    limit.apply(header(CHANNEL, 2500));
    assertRetained(600, body(CHANNEL, 600));
    assertRetained(401, body(CHANNEL, 600));
    assertRetained(0, body(CHANNEL, 600));
    assertRetained(0, body(CHANNEL, 700));

    assertUnchanged(header(CHANNEL, 5));
    assertUnchanged(body(CHANNEL, 5));
  }

  @Test
  void bodiesOfOtherChannelsAreUnchanged() throws Exception {
    limit.apply(header(1, 3000));
    assertUnchanged(header(2, 10));
    assertRetained(1001, body(1, 1500));
    assertUnchanged(body(2, 10));
    limit.apply(header(2, 1500));
    assertRetained(0, body(1, 1500));
    assertRetained(1001, body(2, 1500));
  }

  @Test
  void otherFramesAreUnchanged() throws Exception {
    limit.apply(header(CHANNEL, 3000));
    for (var type : List.of(AMQP.FRAME_METHOD, AMQP.FRAME_HEARTBEAT)) {
      assertUnchanged(new Frame(type, CHANNEL, new byte[] {1}));
    }
  }
}
