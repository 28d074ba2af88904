package warren.client;

/**
 * A refusal with a code that is unknown to this version of the client, because the service is
 * newer. Its status shows the kind of refusal, as with known codes.
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
