package warren.faults.check;

/**
 * A wrong result.
 *
 * @param kind LOST, DOUBLED or WRONG
 * @param text describes it
 * @param at the microseconds since the start of the run at which it occurred; -1 if unknown
 */
public record Violation(Kind kind, String text, long at) {
  /** The kinds that the table counts. */
  public enum Kind {
    LOST,
    DOUBLED,
    WRONG
  }

  public static Violation wrong(String text, long at) {
    return new Violation(Kind.WRONG, text, at);
  }
}
