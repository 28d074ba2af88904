package warren.service.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.config.Given.settings;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import warren.settings.RateLimit;

class DefaultSettingsTest {
  @Test
  void theDefaultBrokerIsOnLocalhost() {
    var amqp = settings().amqp();
    assertEquals("amqp://guest:guest@127.0.0.1:5672", amqp.uri().reveal());
    assertNull(amqp.queueType());
    assertNull(amqp.replyToPattern());
    assertNull(amqp.legacyExchange());
    assertNull(amqp.eventsExchange());
    assertFalse(amqp.publishesEvents());
  }

  @Test
  void theDatabaseHasDefaultsExceptForItsUrl() {
    var database = settings().database();
    assertEquals(Given.DB_URL, database.url());
    assertEquals("warren", database.user());
    assertEquals("", database.password().reveal());
    assertEquals(Duration.ofSeconds(3), database.timeout());
  }

  @Test
  void poolSizeDefaultsToThreadsPlusSix() {
    var processors = Runtime.getRuntime().availableProcessors();
    assertEquals(8 + processors + 6, settings().database().pool());
    assertEquals(
        3 + 5 + 6, settings("WARREN_THREADS", "3", "WARREN_HASH_THREADS", "5").database().pool());
    assertEquals(4, settings("WARREN_DB_POOL", "4").database().pool());
  }

  @Test
  void bulkheadsHaveDefaults() {
    var processors = Runtime.getRuntime().availableProcessors();
    assertEquals(
        new Settings.Bulkheads(processors, 256, Duration.ofSeconds(5), 4, 8, 64),
        settings().bulkheads());
  }

  @Test
  void tokensHaveDefaults() {
    assertEquals(
        new Settings.Tokens(
            "warren", "warren", Duration.ofMinutes(15), Duration.ofHours(24), Duration.ofDays(30)),
        settings().tokens());
  }

  @Test
  void otherSettingsHaveDefaults() {
    var settings = settings();
    assertEquals(new Settings.Argon2(19_456, 2, 1, null, null), settings.argon2());
    assertEquals(
        new Settings.PasswordRules(8, CommonPasswordRule.REFUSE), settings.passwordRules());
    assertEquals(Registration.OPEN, settings.registration());
    assertEquals(
        new Settings.Creation(
            new RateLimit(20, Duration.ofHours(1)), false, UsernameScripts.RESTRICTED),
        settings.creation());
    assertEquals("admin", settings.administrator().username());
    assertEquals("", settings.administrator().password().reveal());
    assertEquals(List.of(), settings.initialGroups());
    assertEquals(new Settings.Health("127.0.0.1", 9464), settings.health());
    assertTrue(settings.auditReads());
    assertEquals(UnknownFieldRule.IGNORE, settings.unknownFields());
    assertEquals(Duration.ofSeconds(30), settings.startTimeout());
    assertEquals(Duration.ofSeconds(10), settings.drainTimeout());
  }
}
