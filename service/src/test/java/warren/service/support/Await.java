package warren.service.support;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;

/** Waits for conditions. */
public final class Await {
  public static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final long STEP_MS = 10;

  private Await() {}

  /** Something that is true sooner or later. */
  public interface Condition {
    boolean holds() throws Exception;
  }

  /** Returns once the condition is true; fails after {@link #PATIENCE}. */
  public static void until(String what, Condition condition) throws Exception {
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        fail("waited in vain until " + what);
      }
      Thread.sleep(STEP_MS);
    }
  }
}
