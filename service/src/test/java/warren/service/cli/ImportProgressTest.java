package warren.service.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The progress of an import, at given times. */
final class ImportProgressTest {
  private long seconds;

  @Test
  void isReportedEveryFiveSeconds() {
    var progress = new ImportProgress(this::nanoTime, 1000);
    seconds = 4;
    assertEquals(Optional.empty(), progress.report(400, 100));
    seconds = 5;
    assertEquals(Optional.of("500 accounts, 100/s, 15 s remaining"), progress.report(500, 250));
    seconds = 9;
    assertEquals(Optional.empty(), progress.report(900, 500));
    seconds = 10;
    assertEquals(Optional.of("1500 accounts, 150/s, 10 s remaining"), progress.report(1500, 500));
  }

  @Test
  void hasNoRemainingTimeForAFileOfUnknownSize() {
    var progress = new ImportProgress(this::nanoTime, 0);
    seconds = 5;
    assertEquals(Optional.of("500 accounts, 100/s"), progress.report(500, 250));
  }

  private long nanoTime() {
    return TimeUnit.SECONDS.toNanos(seconds);
  }
}
