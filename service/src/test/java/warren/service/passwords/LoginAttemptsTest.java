package warren.service.passwords;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginAttemptsTest {
  private static final int FREE = 5;
  private static final Instant FAILED = Instant.parse("2026-01-31T12:00:00Z");

  @ParameterizedTest
  @CsvSource({"0, 0", "4, 0", "0, 31", "4, 31"})
  void theFreeOnesNeedNotWait(int failures, int inFlight) {
    var tries = new LoginAttempts(failures, FAILED, inFlight, FAILED);
    assertEquals(Instant.MIN, tries.nextAllowed(FREE));
  }

  @ParameterizedTest
  @CsvSource({
    "5, 1",
    "6, 2",
    "7, 4",
    "8, 8",
    "14, 512",
    "15, 900",
    "16, 900",
    "68, 900",
    "69, 900",
    "100000, 900"
  })
  void afterThoseItIsTwiceAsLongEachTimeUpToAQuarterOfAnHour(int failures, int seconds) {
    var tries = new LoginAttempts(failures, FAILED, 0, null);
    assertEquals(FAILED.plusSeconds(seconds), tries.nextAllowed(FREE));
  }

  @Test
  void aPendingAttemptIsCountedAsAFailureAtItsStart() {
    var tries = new LoginAttempts(5, FAILED, 2, FAILED.plusSeconds(3));
    assertEquals(FAILED.plusSeconds(3 + 4), tries.nextAllowed(FREE));
  }

  @Test
  void theWaitBeginsWithTheLastOfThem() {
    var tries = new LoginAttempts(5, FAILED, 1, FAILED.minusSeconds(3));
    assertEquals(FAILED.plusSeconds(2), tries.nextAllowed(FREE));
  }
}
