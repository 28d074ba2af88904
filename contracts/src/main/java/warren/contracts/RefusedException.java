package warren.contracts;

/**
 * A {@link Refusal} on its way: in a service to where it becomes a reply, in a client to whom had
 * called.
 */
public class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Refusal refusal;

  /** One that is expected and becomes a reply soon: without a stack. */
  public RefusedException(Refusal refusal) {
    super(text(refusal), null, false, false);
    this.refusal = refusal;
  }

  /** The same, in the code's own sentence. */
  public RefusedException(ErrorCode code) {
    this(code.refusal());
  }

  private RefusedException(Refusal refusal, String text) {
    super(text);
    this.refusal = refusal;
  }

  /** One that goes to a program that may not expect it: with the stack of whoever makes it. */
  public static RefusedException withStack(Refusal refusal) {
    return new RefusedException(refusal, text(refusal));
  }

  private static String text(Refusal refusal) {
    return refusal.code().code() + ": " + refusal.message();
  }

  /** What the caller is told. */
  public Refusal refusal() {
    return refusal;
  }

  /** The refusal's code, for programs to compare. */
  public ErrorCode code() {
    return refusal.code();
  }
}
