package warren.service.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.config.Given.problems;
import static warren.service.config.Given.settings;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that are allowed alone, but contradict each other. */
class ContradictingSettingsTest {
  @Test
  void theDefaultLifetimeOfATokenIsNotLongerThanTheMaximum() {
    assertEquals(
        List.of("WARREN_TOKEN_TTL must not be longer than WARREN_TOKEN_MAX_TTL"),
        problems("WARREN_TOKEN_TTL", "61m", "WARREN_TOKEN_MAX_TTL", "1h"));
    assertEquals(
        List.of("WARREN_TOKEN_TTL must not be longer than WARREN_TOKEN_MAX_TTL"),
        problems("WARREN_TOKEN_MAX_TTL", "10m"));
  }

  @Test
  void aKeySignsForAtLeastTwoCleanupIntervals() {
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
  void argon2NeedsMemoryForItsParallelism() {
    assertEquals(
        List.of("WARREN_ARGON2_MEMORY_KIB must be at least 8 times WARREN_ARGON2_PARALLELISM"),
        problems("WARREN_ARGON2_MEMORY_KIB", "31", "WARREN_ARGON2_PARALLELISM", "4"));
    assertEquals(
        32,
        settings("WARREN_ARGON2_MEMORY_KIB", "32", "WARREN_ARGON2_PARALLELISM", "4")
            .argon2()
            .memoryKib());
  }

  @Test
  void theEventsExchangeIsNotTheLegacyExchange() {
    assertEquals(
        List.of("WARREN_EVENTS_EXCHANGE must not be the same exchange as WARREN_LEGACY_EXCHANGE"),
        problems("WARREN_LEGACY_EXCHANGE", "rapid", "WARREN_EVENTS_EXCHANGE", "rapid"));
  }

  @Test
  void thePreviousSecretIsNotTheSecret() {
    assertEquals(
        List.of("WARREN_SECRET_PREVIOUS must not be the same as WARREN_SECRET"),
        problems("WARREN_SECRET_PREVIOUS", Given.SECRET));
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "366d"})
  void aWrongValueIsNotComparedWithOtherSettings(String wrong) {
    assertEquals(1, problems("WARREN_TOKEN_TTL", wrong, "WARREN_TOKEN_MAX_TTL", "1m").size());
    assertEquals(1, problems("WARREN_TOKEN_MAX_TTL", wrong, "WARREN_TOKEN_TTL", "2d").size());
    assertEquals(
        1, problems("WARREN_ARGON2_MEMORY_KIB", wrong, "WARREN_ARGON2_PARALLELISM", "64").size());
  }
}
