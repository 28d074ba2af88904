package warren.service.amqp;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.impl.Frame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** Properties as no client of ours writes them: their bytes are changed on the way out. */
final class WireProperties extends BasicProperties {
  private static final int FLAGS = 12;

  private final BasicProperties properties;
  private final UnaryOperator<byte[]> change;

  private WireProperties(BasicProperties properties, UnaryOperator<byte[]> change) {
    this.properties = properties;
    this.change = change;
  }

  /** With these bytes in the place of a text of as many, which is all that is sent of it. */
  static BasicProperties replacing(String text, byte[] bytes, BasicProperties properties) {
    return new WireProperties(
        properties,
        wire -> latin1(wire).replace(text, latin1(bytes)).getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String latin1(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** With a bit set among the flags that say which properties there are. */
  static BasicProperties withFlag(int bit, BasicProperties properties) {
    return new WireProperties(
        properties,
        wire -> {
          wire[FLAGS + 1] |= (byte) bit;
          return wire;
        });
  }

  @Override
  public Frame toFrame(int channelNumber, long bodySize) throws IOException {
    var frame = new Frame(AMQP.FRAME_HEADER, channelNumber);
    var wire = properties.toFrame(channelNumber, bodySize).getPayload();
    frame.getOutputStream().write(change.apply(wire));
    return frame;
  }
}
