package warren.service.amqp.internals;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.impl.Frame;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Truncates the bodies that a connection receives to one byte more than the limit, so that the
 * receiver recognises them as too large. The other frames of such a body are discarded as they
 * arrive and are never held together in memory. Used by one thread.
 */
final class BodyLimit {
  /** The offset of the body's size in a content header. */
  private static final int SIZE = 4;

  /** The client ignores it, apart from the fact that the broker is alive. */
  private static final Frame HEARTBEAT = new Frame(AMQP.FRAME_HEARTBEAT, 0);

  private final int truncatedSize;

  /** The body that each channel is receiving, if it is too large. */
  private final Map<Integer, Remaining> tooLarge = new HashMap<>();

  /** The bytes that are still to arrive, and those of them to be retained. */
  private record Remaining(long announced, int retained) {}

  BodyLimit(int maxBytes) {
    this.truncatedSize = maxBytes + 1;
  }

  /** The frame, or the one to be received in its place. */
  Frame apply(Frame frame) {
    return switch (frame.getType()) {
      case AMQP.FRAME_HEADER -> header(frame);
      case AMQP.FRAME_BODY -> body(frame);
      default -> frame;
    };
  }

  private Frame header(Frame frame) {
    var announced = ByteBuffer.wrap(frame.getPayload()).getLong(SIZE);
    if (announced >= 0 && announced <= truncatedSize) {
      return frame;
    }
    tooLarge.put(frame.getChannel(), new Remaining(announced, truncatedSize));
    var payload = frame.getPayload().clone();
    ByteBuffer.wrap(payload).putLong(SIZE, truncatedSize);
    return new Frame(AMQP.FRAME_HEADER, frame.getChannel(), payload);
  }

  private Frame body(Frame frame) {
    var remaining = tooLarge.remove(frame.getChannel());
    if (remaining == null) {
      return frame;
    }
    var payload = frame.getPayload();
    var retained = Math.min(remaining.retained, payload.length);
    var next = new Remaining(remaining.announced - payload.length, remaining.retained - retained);
    if (next.announced != 0) {
      tooLarge.put(frame.getChannel(), next);
    }
    return retained == 0
        ? HEARTBEAT
        : new Frame(AMQP.FRAME_BODY, frame.getChannel(), Arrays.copyOf(payload, retained));
  }
}
