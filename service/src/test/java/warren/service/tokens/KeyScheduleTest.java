package warren.service.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import warren.service.config.Settings;

class KeyScheduleTest {
  private static final Instant T = Instant.parse("2026-01-31T00:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration MS = Duration.ofMillis(1);
  private static final KeySchedule SCHEDULE =
      new KeySchedule(
          new Settings.Tokens(
              "warren", "warren", Duration.ofMinutes(15), DAY, DAY.multipliedBy(30)));

  private static final KeyStart OLD = new KeyStart("old", T.minus(DAY.multipliedBy(30)));
  private static final KeyStart NOW = new KeyStart("now", T);
  private static final KeyStart NEXT = new KeyStart("next", T.plus(DAY));

  @Test
  void theLatestKeyThatHasBegunSigns() {
    var keys = List.of(NEXT, NOW, OLD);
    assertEquals(1, KeySchedule.signing(keys, T));
    assertEquals(2, KeySchedule.signing(keys, T.minus(MS)));
    assertEquals(0, KeySchedule.signing(keys, T.plus(DAY)));
  }

  @Test
  void theFirstKeySignsIfNoKeyHasBegun() {
    assertEquals(1, KeySchedule.signing(List.of(NEXT, NOW), T.minus(MS)));
  }

  @Test
  void theNextKeyIsCreatedAnHourBeforeItSigns() {
    var due = T.plus(DAY.multipliedBy(30)).minus(Duration.ofHours(1));
    assertFalse(SCHEDULE.isDue(List.of(NOW, OLD), due.minus(MS)));
    assertTrue(SCHEDULE.isDue(List.of(NOW, OLD), due));
    assertEquals(due.plus(Duration.ofHours(1)), SCHEDULE.nextStart(List.of(NOW, OLD), due));
    assertTrue(SCHEDULE.isDue(List.of(), T));
    assertEquals(T, SCHEDULE.nextStart(List.of(), T));
  }

  @Test
  void aKeyRetiresTenMinutesAfterItsLastTokenHasExpired() {
    var lifetime = DAY.plus(Duration.ofMinutes(10));
    var keys = List.of(NEXT, NOW, OLD);
    assertEquals(T.plus(lifetime), SCHEDULE.retirement(keys, 2));
    assertEquals(T.plus(DAY).plus(lifetime), SCHEDULE.retirement(keys, 1));
    assertEquals(T.plus(DAY.multipliedBy(31)).plus(lifetime), SCHEDULE.retirement(keys, 0));
    assertEquals(List.of(), SCHEDULE.retired(keys, T.plus(lifetime)));
    assertEquals(List.of("old"), SCHEDULE.retired(keys, T.plus(lifetime).plus(MS)));
  }

  @Test
  void theLatestKeyDoesNotRetire() {
    assertEquals(List.of(), SCHEDULE.retired(List.of(OLD), T.plus(DAY.multipliedBy(365))));
  }
}
