package warren.contracts.json;

/** Says what is wrong with one field, to be gathered with the others. */
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
