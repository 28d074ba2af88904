package warren.contracts;

/**
 * Carries a {@link Refusal} to where it becomes a reply. An expected outcome, so without a stack.
 */
public class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Refusal refusal;

  public RefusedException(Refusal refusal) {
    super(refusal.code().code(), null, false, false);
    this.refusal = refusal;
  }

  public RefusedException(ErrorCode code) {
    this(code.refusal());
  }

  /** What the caller is told. */
  public Refusal refusal() {
    return refusal;
  }
}
