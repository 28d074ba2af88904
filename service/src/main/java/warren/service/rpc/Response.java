package warren.service.rpc;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The encoded reply to one request: a success or a refusal. Immutable. */
public final class Response {
  static final int MAX_MIB = 2;

  /**
   * The maximum size of a body, in bytes: the broker closes the channel when it receives a message
   * that is too large.
   */
  public static final int MAX_BYTES = MAX_MIB * 1024 * 1024;

  private final int status;
  private final String message;
  private final byte[] body;
  private final Request request;
  private final List<String> ignoredFields;
  private final long processingTimeNs;

  Response(int status, String message, byte[] body, Request request, List<String> ignoredFields) {
    this.status = status;
    this.message = message;
    this.body = body;
    this.request = request;
    this.ignoredFields = ignoredFields;
    this.processingTimeNs = Math.max(1, System.nanoTime() - request.receivedAt());
  }

  /** The value of {@code status_code}. */
  public int status() {
    return status;
  }

  /** The value of {@code status_message}. */
  public String message() {
    return message;
  }

  /** The body: JSON in UTF-8. */
  public byte[] body() {
    return body;
  }

  /** The name of the reply. */
  public String type() {
    return request.operation().replyName();
  }

  /** The request's correlation id, if it is a short text. */
  public @Nullable String correlationId() {
    return request.longCorrelationId() == null ? request.correlationId() : null;
  }

  /** The request's correlation id, if it is not a short text. */
  public @Nullable Object longCorrelationId() {
    return request.longCorrelationId();
  }

  /** The request's trace context, if any. */
  public @Nullable String traceparent() {
    return request.traceparent();
  }

  /** Whether the request was redelivered. */
  public boolean redelivered() {
    return request.redelivered();
  }

  /** The names of fields that the operation does not have, separated by commas; may be empty. */
  public String ignoredFields() {
    return String.join(", ", ignoredFields);
  }

  /** The time from receiving the request to encoding this response, in nanoseconds; above 0. */
  public long processingTimeNs() {
    return processingTimeNs;
  }
}
