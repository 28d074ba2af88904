package warren.contracts;

/** A {@link Refusal}: in the service before it becomes a reply, in the client for the caller. */
public class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Refusal refusal;

  /** A refusal that becomes a reply: without a stack trace, which would not be used. */
  public RefusedException(Refusal refusal) {
    super(text(refusal), null, false, false);
    this.refusal = refusal;
  }

  /** A refusal with the code's own sentence. */
  public RefusedException(ErrorCode code) {
    this(code.refusal());
  }

  private RefusedException(Refusal refusal, String text) {
    super(text);
    this.refusal = refusal;
  }

  /** A refusal for a program that may not expect it: with a stack trace. */
  public static RefusedException withStack(Refusal refusal) {
    return new RefusedException(refusal, text(refusal));
  }

  private static String text(Refusal refusal) {
    return refusal.code().code() + ": " + refusal.message();
  }

  /** The refusal that the reply contains. */
  public Refusal refusal() {
    return refusal;
  }

  /** The refusal's code, for programs to compare. */
  public ErrorCode code() {
    return refusal.code();
  }
}
