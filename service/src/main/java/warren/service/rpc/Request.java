package warren.service.rpc;

import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import warren.contracts.Headers;
import warren.contracts.catalogue.Operation;

/**
 * A request as it was delivered, not yet decoded.
 *
 * @param operation the operation of the queue that delivered the request
 * @param body the bytes of the message
 * @param contentType the content type, if any
 * @param contentEncoding the content encoding, if any
 * @param token the token; null if none was sent, empty if the sent value cannot be a token
 * @param correlationId the correlation id as a text, which the reply repeats
 * @param longCorrelationId the correlation id as it was received, if it is not a short text; then
 *     the reply repeats this value instead
 * @param replyTo the address for the reply, if a reply is wanted
 * @param messageId the idempotency key, if any
 * @param deadline the unchecked value of the header: epoch milliseconds if it is valid
 * @param clientIp the end user's IP address, as stated by the sender
 * @param userId the broker user that published the message, if the sender set it; the broker has
 *     verified it
 * @param traceparent the W3C trace context, if it is well-formed
 * @param headersTooLarge whether properties and headers were too large; then the headers are lost
 * @param redelivered whether the broker has delivered the message before
 * @param receivedAt {@link System#nanoTime} when the request was received
 */
public record Request(
    Operation<?, ?> operation,
    Body body,
    @Nullable String contentType,
    @Nullable String contentEncoding,
    @Nullable String token,
    @Nullable String correlationId,
    @Nullable Object longCorrelationId,
    @Nullable String replyTo,
    @Nullable String messageId,
    @Nullable Object deadline,
    @Nullable String clientIp,
    @Nullable String userId,
    @Nullable String traceparent,
    boolean headersTooLarge,
    boolean redelivered,
    long receivedAt) {

  /** The bytes of a message. {@code toString} does not reveal them. */
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

  /** The sender, as far as it can be known before the body is read. */
  public Sender sender(Set<String> trustedUsers) {
    return Sender.of(ClientAddress.of(this, trustedUsers), userId);
  }

  /** Runs the work with the request's trace context in its log lines. */
  public <T> T withTrace(Supplier<T> work) {
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

  /** The name of the operation, because token and body are secret. */
  @Override
  public String toString() {
    return operation.name();
  }
}
