package warren.contracts.json;

/** The error of one field, to be collected with those of other fields. */
final class WrongFieldException extends Exception {
  private static final long serialVersionUID = 1;

  private final String problem;

  WrongFieldException(String problem) {
    super(problem, null, false, false);
    this.problem = problem;
  }

  String problem() {
    return problem;
  }
}
