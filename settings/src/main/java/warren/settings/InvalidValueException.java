package warren.settings;

/**
 * A value is not allowed; the message continues a sentence that begins with the variable's name.
 */
public final class InvalidValueException extends Exception {
  private static final long serialVersionUID = 1;

  public InvalidValueException(String problem) {
    super(problem);
  }
}
