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
 * an object of a hundred; they are replaced by a marker. A sender that forges the marker has only
 * its own request refused.
 */
final class ReadableProperties {
  /** The offset of the flags that show which properties are present. */
  private static final int FLAGS = 12;

  /** The maximum size of all properties and headers. */
  static final int MAX_BYTES = Headers.MAX_PROPERTIES_KIB * 1024;

  private static final int CONTENT_TYPE = 1 << 15;
  private static final int CONTENT_ENCODING = 1 << 14;

  /** Bits without a property; the last announces more flags, which AMQP 0-9-1 does not define. */
  private static final int UNUSED = 3;

  /** An invalid token, so that a request with a token does not become an anonymous one. */
  private static final byte[] NO_TOKEN = header(Headers.JWT);

  private static final byte[] TOO_LARGE = header(LenientFrameHandlerFactory.HEADERS_TOO_LARGE);

  private ReadableProperties() {}

  /**
   * The frame, or a readable one if its properties are too large or the client cannot read them.
   */
  static Frame of(Frame frame) {
    var isSmall = frame.getPayload().length <= MAX_BYTES;
    if (frame.getType() != AMQP.FRAME_HEADER || (isSmall && isReadable(frame))) {
      return frame;
    }
    var plain = frame.getPayload().clone();
    plain[FLAGS + 1] &= ~UNUSED;
    if (!isSmall) {
      return with(frame, withHeaders(plain, TOO_LARGE));
    }
    var readable = with(frame, plain);
    return isReadable(readable) ? readable : with(frame, withHeaders(plain, NO_TOKEN));
  }

  /** Headers with only this one, whose value is false. */
  private static byte[] header(String name) {
    var entry = (char) name.length() + name + "t\0";
    return ("\0\0\0" + (char) entry.length() + entry).getBytes(StandardCharsets.US_ASCII);
  }

  private static boolean isReadable(Frame frame) {
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
  private static byte[] withHeaders(byte[] payload, byte[] headers) {
    var from = ByteBuffer.wrap(payload);
    int flags = from.getShort(FLAGS);
    from.position(FLAGS + Short.BYTES);
    skipShortString(from, flags & CONTENT_TYPE);
    skipShortString(from, flags & CONTENT_ENCODING);
    var before = from.position();
    from.position(before + Integer.BYTES + from.getInt(before));
    return ByteBuffer.allocate(before + headers.length + from.remaining())
        .put(payload, 0, before)
        .put(headers)
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
