package warren.service.amqp;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * The body of an AMQP 1.0 message that consists of one value. RabbitMQ 4 passes it on in its
 * encoding (AMQP 1.0, 3.2.8), with the property {@code type} as its mark; a body of bytes needs
 * neither.
 */
final class ValueSection {
  /** The value of the property {@code type}. */
  static final String TYPE = "amqp-1.0";

  private static final int DESCRIBED = 0x00;
  private static final int SMALL_ULONG = 0x53;
  private static final int ULONG = 0x80;
  private static final long AMQP_VALUE = 0x77;

  private static final int SHORT_BINARY = 0xa0;
  private static final int SHORT_TEXT = 0xa1;
  private static final int BINARY = 0xb0;
  private static final int TEXT = 0xb1;

  private ValueSection() {}

  /** Returns the bytes of a text or binary value; any other body is returned unchanged. */
  static byte[] content(byte[] body) {
    try {
      var section = ByteBuffer.wrap(body);
      var length = isValue(section) ? contentLength(section) : -1;
      if (length != section.remaining()) {
        return body;
      }
      var content = new byte[section.remaining()];
      section.get(content);
      return content;
    } catch (BufferUnderflowException cutOff) {
      return body;
    }
  }

  private static boolean isValue(ByteBuffer section) {
    return unsigned(section) == DESCRIBED
        && switch (unsigned(section)) {
          case SMALL_ULONG -> unsigned(section) == AMQP_VALUE;
          case ULONG -> section.getLong() == AMQP_VALUE;
          default -> false;
        };
  }

  private static int contentLength(ByteBuffer value) {
    return switch (unsigned(value)) {
      case SHORT_TEXT, SHORT_BINARY -> unsigned(value);
      case TEXT, BINARY -> value.getInt();
      default -> -1;
    };
  }

  private static int unsigned(ByteBuffer section) {
    return Byte.toUnsignedInt(section.get());
  }
}
