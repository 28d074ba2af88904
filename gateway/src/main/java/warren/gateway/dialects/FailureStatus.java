package warren.gateway.dialects;

/** The place in which a dialect reports the status of a failure. */
public enum FailureStatus {
  /** The HTTP status. */
  HTTP,

  /** The body, as some of the original APIs do; the HTTP status is 200. */
  BODY;

  private static final int OK = 200;

  /** The HTTP status of a response whose status is this one. */
  public int http(int status) {
    return this == BODY ? OK : status;
  }
}
