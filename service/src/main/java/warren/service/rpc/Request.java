package warren.service.rpc;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import warren.contracts.Headers;
import warren.contracts.catalogue.Operation;

/**
 * A request as it was delivered, unread.
 *
 * @param operation what it asks for: the queue that it came from
 * @param body its bytes
 * @param contentType its content type, if any
 * @param contentEncoding its content encoding, if any
 * @param token the caller's token; null if none was sent, empty if what was sent can't be one
 * @param correlationId echoed in the reply
 * @param replyTo where the reply goes, if anywhere
 * @param messageId the caller's idempotency key, if any
 * @param deadline the header as it came: epoch milliseconds, if it is what it should be
 * @param clientIp the address of whom the caller acts for, as the caller says
 * @param userId the broker's user that published it, if the sender told; the broker has checked it
 * @param traceparent W3C trace context, if it is well-formed
 * @param redelivered whether the broker had delivered it before
 * @param receivedAt {@link System#nanoTime} when it was taken up
 */
public record Request(
    Operation<?, ?> operation,
    Body body,
    @Nullable String contentType,
    @Nullable String contentEncoding,
    @Nullable String token,
    @Nullable String correlationId,
    @Nullable String replyTo,
    @Nullable String messageId,
    @Nullable Object deadline,
    @Nullable String clientIp,
    @Nullable String userId,
    @Nullable String traceparent,
    boolean redelivered,
    long receivedAt) {

  /** Bytes that print nothing of themselves. */
  public static final class Body {
    private final byte[] bytes;

    public Body(byte[] bytes) {
      this.bytes = bytes;
    }

    @SuppressWarnings("EI_EXPOSE_REP")
    byte[] bytes() {
      return bytes;
    }
  }

  /** Does something that may be logged, and is then found by the request's trace. */
  public <T> T traced(Supplier<T> work) {
    if (traceparent == null) {
      return work.get();
    }
    MDC.put(Headers.TRACEPARENT, traceparent);
    try {
      return work.get();
    } finally {
      MDC.remove(Headers.TRACEPARENT);
    }
  }

  /** Prints neither token nor body. */
  @Override
  public String toString() {
    return operation.name();
  }
}
