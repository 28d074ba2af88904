package warren.service.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import warren.service.support.Await;

class LimitedCheckTest {
  private static final Duration SHORT = Duration.ofMillis(1);

  private final AtomicInteger runs = new AtomicInteger();
  private final CompletableFuture<Optional<String>> result = new CompletableFuture<>();
  private final LimitedCheck check =
      new LimitedCheck(
          () -> {
            runs.incrementAndGet();
            return result.join();
          });

  private Optional<String> check(Duration limit) {
    return check.result(limit, () -> "late");
  }

  @Test
  void callersShareABlockedRunUntilItEnds() throws Exception {
    assertEquals(Optional.of("late"), check(SHORT));
    assertEquals(Optional.of("late"), check(SHORT));
    assertEquals(1, runs.get());

    result.complete(Optional.empty());
    Await.until("it has ended", () -> check(SHORT).isEmpty());
  }

  @Test
  void eachLaterCallRunsTheCheckAgain() {
    result.complete(Optional.of("down"));
    assertEquals(Optional.of("down"), check(Await.PATIENCE));
    assertEquals(Optional.of("down"), check(Await.PATIENCE));
    assertEquals(2, runs.get());
  }
}
