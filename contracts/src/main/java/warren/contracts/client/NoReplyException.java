package warren.contracts.client;

/** No reply came; {@link #reason} says why. Whether the request was carried out isn't known. */
public final class NoReplyException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Why no reply came. */
  public enum Reason {
    /** No such queue: the operation's name is wrong, or no service has ever run here. */
    NO_SUCH_QUEUE,
    /** The time for the call ran out. */
    TIMEOUT,
    /** The connection to the broker closed. */
    CONNECTION_CLOSED,
    /** What came back is no reply of this protocol. */
    NOT_UNDERSTOOD
  }

  private final Reason reason;

  NoReplyException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Why no reply came. */
  public Reason reason() {
    return reason;
  }
}
