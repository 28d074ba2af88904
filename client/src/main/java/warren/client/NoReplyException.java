package warren.client;

import org.jspecify.annotations.Nullable;

/**
 * No reply came; {@link #reason} says why. Unless it says otherwise, whether the request was
 * carried out isn't known: a write that is sent again under the same {@link Caller#withMessageId
 * message id} has one effect.
 */
public final class NoReplyException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Why no reply came. */
  public enum Reason {
    /**
     * No such queue: no service has ever run on this broker, or the name is wrong. It was not
     * carried out.
     */
    NO_SUCH_QUEUE,
    /** The time for the call ran out. */
    TIMEOUT,
    /** The connection to the broker closed, or there is none at the moment. */
    CONNECTION_CLOSED,
    /** The broker takes no messages: it is short of memory or disk. It was not carried out. */
    BLOCKED,
    /** The thread that waited was interrupted; it still is. */
    INTERRUPTED,
    /** What came back is no reply of this protocol. */
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

  /** Why no reply came. */
  public Reason reason() {
    return reason;
  }
}
