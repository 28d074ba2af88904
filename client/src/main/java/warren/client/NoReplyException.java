package warren.client;

import org.jspecify.annotations.Nullable;

/**
 * No reply arrived, for the {@link #reason} given. Unless the reason excludes it, the request may
 * have been executed: an idempotent operation that is repeated with the same {@link
 * Caller#withMessageId message id} has one effect.
 */
public final class NoReplyException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The reasons for a missing reply. */
  public enum Reason {
    /**
     * The queue does not exist: no service has ever run on this broker, or the name is wrong. The
     * request was not executed.
     */
    NO_SUCH_QUEUE,
    /** The timeout of the call passed. */
    TIMEOUT,
    /** The connection to the broker closed, or the client is reconnecting. */
    CONNECTION_CLOSED,
    /**
     * The broker accepts no messages because it is short of memory or disk. The request was not
     * executed.
     */
    BLOCKED,
    /** The waiting thread was interrupted; its interrupt status is set. */
    INTERRUPTED,
    /** The received message is not a reply of this protocol. */
    NOT_UNDERSTOOD
  }

  private final Reason reason;

  NoReplyException(Reason reason, String message) {
    this(reason, message, null);
  }

  NoReplyException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** The reason for the missing reply. */
  public Reason reason() {
    return reason;
  }
}
