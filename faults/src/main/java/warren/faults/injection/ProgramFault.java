package warren.faults.injection;

import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import warren.faults.deployment.Program;

/** A program ends and is started again. */
final class ProgramFault implements Fault {
  interface End {
    void of(Program program) throws Exception;
  }

  private final String name;
  private final List<Program> candidates;
  private final End end;
  private @Nullable Program ended;

  ProgramFault(String name, List<Program> candidates, End end) {
    this.name = name;
    this.candidates = candidates;
    this.end = end;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void inject(Random random) throws Exception {
    ended = candidates.get(random.nextInt(candidates.size()));
    end.of(ended);
  }

  @Override
  public void cure() throws Exception {
    if (ended != null) {
      ended.launch();
      ended.awaitReady();
    }
  }

  @Override
  public int milliseconds(Random random) {
    return random.nextInt(0, 2000);
  }
}
