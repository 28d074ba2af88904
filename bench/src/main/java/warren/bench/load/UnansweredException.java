package warren.bench.load;

/** What is asked doesn't answer any more. */
public final class UnansweredException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public UnansweredException(String message) {
    super(message);
  }
}
