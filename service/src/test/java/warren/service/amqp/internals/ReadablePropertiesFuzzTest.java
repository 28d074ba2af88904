package warren.service.amqp.internals;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.impl.AMQImpl;
import com.rabbitmq.client.impl.Frame;
import java.nio.ByteBuffer;

/** Whatever headers a sender has written, the client can read the properties. */
class ReadablePropertiesFuzzTest {
  private static final int BASIC = 60;
  private static final short HEADERS = 1 << 13;

  @FuzzTest(maxDuration = "60s")
  void everyTableOfHeadersBecomesReadable(byte[] table) {
    var payload =
        ByteBuffer.allocate(14 + Integer.BYTES + table.length)
            .putShort((short) BASIC)
            .putShort((short) 0)
            .putLong(0)
            .putShort(HEADERS)
            .putInt(table.length)
            .put(table)
            .array();
    var frame = new Frame(AMQP.FRAME_HEADER, 1, payload);
    assertDoesNotThrow(
        () -> AMQImpl.readContentHeaderFrom(ReadableProperties.of(frame).getInputStream()));
  }
}
