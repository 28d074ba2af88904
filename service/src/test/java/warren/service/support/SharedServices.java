package warren.service.support;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The services that test classes share. Only those of the latest class are running, because each
 * has threads and connections; {@link OrderBySettings} runs classes with the same settings one
 * after another.
 */
final class SharedServices implements AutoCloseable {
  private @Nullable Key key;
  private @Nullable RunningServices running;

  private record Key(Set<String> settings, int processes, boolean separate) {}

  RunningServices with(WarrenTest test) {
    var wanted = new Key(Set.of(test.settings()), test.processes(), test.separate());
    if (running == null || !wanted.equals(key)) {
      close();
      running = RunningServices.start(test);
      key = wanted;
    }
    return running;
  }

  @Override
  public void close() {
    if (running != null) {
      running.close();
      running = null;
    }
  }
}
