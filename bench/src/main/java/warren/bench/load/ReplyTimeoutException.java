package warren.bench.load;

/** The measured program has stopped replying. */
public final class ReplyTimeoutException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ReplyTimeoutException(String message) {
    super(message);
  }
}
