package warren.service.amqp.internals;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.impl.AMQImpl;
import com.rabbitmq.client.impl.Frame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import warren.contracts.Headers;

/**
 * Makes a message's properties readable for the client. The broker accepts properties that the
 * client cannot read: headers nested more than 32 deep, 64-bit integers of the type L, a flag that
 * announces more flags. Large headers are not read either, because an entry of three bytes becomes
 * an object of a hundred.
 */
final class ReadableProperties {
  /** The offset of the flags that show which properties are present. */
  private static final int FLAGS = 12;

  /** The maximum size of all properties: of a token, and 16 KiB for the others. */
  static final int MAX_BYTES = Headers.MAX_TOKEN_BYTES + 16 * 1024;

  private static final int CONTENT_TYPE = 1 << 15;
  private static final int CONTENT_ENCODING = 1 << 14;

  /** Bits without a property; the last announces more flags, which AMQP 0-9-1 does not define. */
  private static final int UNUSED = 3;

  /** An invalid token, so that a request with a token does not become an anonymous one. */
  private static final byte[] NO_TOKEN =
      ("\0\0\0\6\3" + Headers.JWT + "t\0").getBytes(StandardCharsets.US_ASCII);

  private ReadableProperties() {}

  /**
   * The frame, or a readable one if its properties are too large or the client cannot read them.
   */
  static Frame of(Frame frame) {
    if (frame.getType() != AMQP.FRAME_HEADER || isReadable(frame)) {
      return frame;
    }
    var plain = frame.getPayload().clone();
    plain[FLAGS + 1] &= ~UNUSED;
    var readable = with(frame, plain);
    return isReadable(readable) ? readable : with(frame, withoutHeaders(plain));
  }

  private static boolean isReadable(Frame frame) {
    if (frame.getPayload().length > MAX_BYTES) {
      return false;
    }
    try {
      AMQImpl.readContentHeaderFrom(frame.getInputStream());
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static Frame with(Frame frame, byte[] payload) {
    return new Frame(frame.getType(), frame.getChannel(), payload);
  }

  /** Headers are all else that is too large, or that the client cannot read. */
  private static byte[] withoutHeaders(byte[] payload) {
    var from = ByteBuffer.wrap(payload);
    int flags = from.getShort(FLAGS);
    from.position(FLAGS + Short.BYTES);
    skipShortString(from, flags & CONTENT_TYPE);
    skipShortString(from, flags & CONTENT_ENCODING);
    var before = from.position();
    from.position(before + Integer.BYTES + from.getInt(before));
    return ByteBuffer.allocate(before + NO_TOKEN.length + from.remaining())
        .put(payload, 0, before)
        .put(NO_TOKEN)
        .put(from)
        .array();
  }

  private static void skipShortString(ByteBuffer from, int present) {
    if (present != 0) {
      int length = Byte.toUnsignedInt(from.get());
      from.position(from.position() + length);
    }
  }
}
