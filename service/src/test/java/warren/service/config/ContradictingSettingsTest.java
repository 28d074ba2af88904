package warren.service.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.config.Given.problems;
import static warren.service.config.Given.settings;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that are right by themselves, and not beside each other. */
class ContradictingSettingsTest {
  @Test
  void aTokenCannotLiveLongerByDefaultThanAtMost() {
    assertEquals(
        List.of("WARREN_TOKEN_TTL must not be longer than WARREN_TOKEN_MAX_TTL"),
        problems("WARREN_TOKEN_TTL", "61m", "WARREN_TOKEN_MAX_TTL", "1h"));
    assertEquals(
        List.of("WARREN_TOKEN_TTL must not be longer than WARREN_TOKEN_MAX_TTL"),
        problems("WARREN_TOKEN_MAX_TTL", "10m"));
  }

  @Test
  void aKeySignsForTwiceAsLongAsOneMayBeUnknown() {
    var problem =
        "WARREN_SIGNING_KEY_ROTATION must be at least twice as long as WARREN_CLEANUP_INTERVAL";
    assertEquals(List.of(problem), problems("WARREN_SIGNING_KEY_ROTATION", "119s"));
    assertEquals(
        List.of(problem),
        problems("WARREN_SIGNING_KEY_ROTATION", "59m", "WARREN_CLEANUP_INTERVAL", "30m"));
    assertEquals(
        1, problems("WARREN_SIGNING_KEY_ROTATION", "1h", "WARREN_CLEANUP_INTERVAL", "1h").size());
    assertEquals(
        Duration.ofHours(1),
        settings("WARREN_SIGNING_KEY_ROTATION", "1h", "WARREN_CLEANUP_INTERVAL", "30m")
            .tokens()
            .keyRotation());
  }

  @Test
  void argon2NeedsMemoryForEachOfItsLanes() {
    assertEquals(
        List.of("WARREN_ARGON2_MEMORY_KIB must be at least 8 for each of the lanes"),
        problems("WARREN_ARGON2_MEMORY_KIB", "31", "WARREN_ARGON2_PARALLELISM", "4"));
    assertEquals(
        32,
        settings("WARREN_ARGON2_MEMORY_KIB", "32", "WARREN_ARGON2_PARALLELISM", "4")
            .argon2()
            .memoryKib());
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "366d"})
  void anInvalidSettingIsNotComparedWithOthers(String wrong) {
    assertEquals(1, problems("WARREN_TOKEN_TTL", wrong, "WARREN_TOKEN_MAX_TTL", "1m").size());
    assertEquals(1, problems("WARREN_TOKEN_MAX_TTL", wrong, "WARREN_TOKEN_TTL", "2d").size());
    assertEquals(
        1, problems("WARREN_ARGON2_MEMORY_KIB", wrong, "WARREN_ARGON2_PARALLELISM", "64").size());
  }
}
