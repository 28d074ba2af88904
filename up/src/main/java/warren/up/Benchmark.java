package warren.up;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What the help says of {@code ./warren bench}, which the launcher itself carries out. */
@Command(
    name = "bench",
    description = "Measures how fast the service is on this machine; --help says how.")
final class Benchmark implements Callable<Integer> {
  @Parameters(paramLabel = "OPTION", arity = "0..*", description = "For example --parts start.")
  @SuppressWarnings("unused") // the launcher reads it
  private String[] options;

  @Override
  public Integer call() {
    throw new IllegalStateException("the launcher runs the benchmark");
  }
}
