package warren.up;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What the help says of {@code ./warren test}, which the launcher itself carries out. */
@Command(
    name = "test",
    description = "Builds everything and runs all tests; what follows goes to Maven.")
final class Tests implements Callable<Integer> {
  @Parameters(paramLabel = "OPTION", arity = "0..*", description = "For example -pl contracts.")
  @SuppressWarnings("unused") // the launcher reads it
  private String[] options;

  @Override
  public Integer call() {
    throw new IllegalStateException("the launcher runs the tests");
  }
}
