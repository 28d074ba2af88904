package warren.client;

/**
 * The service refused with a code that this version of the contract doesn't know: the service is
 * newer. Its status tells of what kind it is, as with those that are known.
 */
public final class UnknownRefusalException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;

  UnknownRefusalException(int status, String code, String message) {
    super(code + ": " + message);
    this.status = status;
    this.code = code;
  }

  /** The reply's {@code status_code}, for example 409. */
  public int status() {
    return status;
  }

  /** The reply's {@code error.code}. */
  public String code() {
    return code;
  }
}
