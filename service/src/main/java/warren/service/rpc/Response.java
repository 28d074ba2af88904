package warren.service.rpc;

import org.jspecify.annotations.Nullable;

/** What is replied to one request: a success or a refusal, encoded. */
public final class Response {
  private final int status;
  private final String message;
  private final byte[] body;
  private final Request request;
  private final long processingTimeNs;

  Response(int status, String message, byte[] body, Request request) {
    this.status = status;
    this.message = message;
    this.body = body;
    this.request = request;
    this.processingTimeNs = Math.max(1, System.nanoTime() - request.receivedAt());
  }

  /** {@code status_code}. */
  public int status() {
    return status;
  }

  /** {@code status_message}. */
  public String message() {
    return message;
  }

  /** JSON in UTF-8. */
  public byte[] body() {
    return body;
  }

  /** The reply's name. */
  public String type() {
    return request.operation().replyName();
  }

  /** The request's, if it had one. */
  public @Nullable String correlationId() {
    return request.correlationId();
  }

  /** The request's, if it had one. */
  public @Nullable String traceparent() {
    return request.traceparent();
  }

  /** Whether the request had been delivered before. */
  public boolean redelivered() {
    return request.redelivered();
  }

  /** From taking the request up to encoding this; above 0. */
  public long processingTimeNs() {
    return processingTimeNs;
  }
}
