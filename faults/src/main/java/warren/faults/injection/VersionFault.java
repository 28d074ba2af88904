package warren.faults.injection;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import warren.faults.deployment.Program;

/** A program is stopped, and its other version is started instead. */
final class VersionFault implements Fault {
  private final String name;
  private final List<Program> candidates;
  private final Path previous;
  private @Nullable Program replaced;

  VersionFault(String name, List<Program> candidates, Path previous) {
    this.name = name;
    this.candidates = candidates;
    this.previous = previous;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void inject(Random random) throws Exception {
    replaced = candidates.get(random.nextInt(candidates.size()));
    replaced.stop();
  }

  @Override
  public void cure() throws Exception {
    var program = requireNonNull(replaced);
    program.switchVersion(previous);
    program.launch();
    program.awaitReady();
  }

  @Override
  public int milliseconds(Random random) {
    return 0;
  }
}
