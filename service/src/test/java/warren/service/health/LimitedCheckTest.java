package warren.service.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import warren.service.support.Await;

class LimitedCheckTest {
  private static final Optional<String> LATE =
      Optional.of("The database does not answer within 1 ms.");

  private final AtomicInteger runs = new AtomicInteger();
  private final CompletableFuture<Optional<String>> result = new CompletableFuture<>();

  private LimitedCheck check(Duration limit) {
    return new LimitedCheck(
        "The database",
        limit,
        () -> {
          runs.incrementAndGet();
          return result.join();
        });
  }

  @Test
  void callersShareABlockedRunUntilItEnds() throws Exception {
    var check = check(Duration.ofMillis(1));
    assertEquals(LATE, check.get());
    assertEquals(LATE, check.get());
    assertEquals(1, runs.get());

    result.complete(Optional.empty());
    Await.until("it has ended", () -> check.get().isEmpty());
  }

  @Test
  void eachLaterCallRunsTheCheckAgain() {
    var check = check(Await.PATIENCE);
    result.complete(Optional.of("down"));
    assertEquals(Optional.of("down"), check.get());
    assertEquals(Optional.of("down"), check.get());
    assertEquals(2, runs.get());
  }

  @Test
  void aFailedCheckIsAProblem() {
    var check = check(Await.PATIENCE);
    result.completeExceptionally(new IllegalStateException("why"));
    assertEquals(
        Optional.of("The database cannot be checked: java.lang.IllegalStateException: why."),
        check.get().map(text -> text.replace("java.util.concurrent.CompletionException: ", "")));
  }
}
