package warren.faults.load;

/** No reply arrived; the request may have been executed. */
final class NoAnswerException extends Exception {
  private static final long serialVersionUID = 1;

  NoAnswerException(Throwable cause) {
    super(cause);
  }
}
