package warren.service.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.config.Given.problems;
import static warren.service.config.Given.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import warren.contracts.access.GroupCreateRequest;
import warren.settings.RateLimit;

class SettingsTest {
  @Test
  void everySettingIsRead() {
    var settings =
        settings(
            "WARREN_AMQP_URI", "amqps://me:pw@broker:5671/vhost",
            "WARREN_DB_USER", "me",
            "WARREN_DB_PASSWORD", "pw",
            "WARREN_DB_TIMEOUT", "5s",
            "WARREN_REGISTRATION", "approval",
            "WARREN_ADMIN_USERNAME", "root",
            "WARREN_ADMIN_PASSWORD", "secret",
            "WARREN_QUEUE_TYPE", "quorum",
            "WARREN_AUDIT_READS", "false",
            "WARREN_UNKNOWN_FIELDS", "refuse",
            "WARREN_REPLY_TO_PATTERN", "replies\\..+",
            "WARREN_LEGACY_EXCHANGE", "rapid",
            "WARREN_EVENTS_EXCHANGE", "events",
            "WARREN_START_TIMEOUT", "1m",
            "WARREN_DRAIN_TIMEOUT", "500ms");
    assertEquals("amqps://me:pw@broker:5671/vhost", settings.amqp().uri().reveal());
    assertEquals(QueueType.QUORUM, settings.amqp().queueType());
    assertFalse(settings.auditReads());
    assertEquals(UnknownFieldRule.REFUSE, settings.unknownFields());
    assertEquals("replies\\..+", assertPresent(settings.amqp().replyToPattern()).pattern());
    assertEquals("rapid", settings.amqp().legacyExchange());
    assertEquals("events", settings.amqp().eventsExchange());
    assertTrue(settings.amqp().publishesEvents());
    assertEquals("me", settings.database().user());
    assertEquals("pw", settings.database().password().reveal());
    assertEquals(Duration.ofSeconds(5), settings.database().timeout());
    assertEquals(Registration.APPROVAL, settings.registration());
    assertEquals("root", settings.administrator().username());
    assertEquals("secret", settings.administrator().password().reveal());
    assertEquals(Duration.ofMinutes(1), settings.startTimeout());
    assertEquals(Duration.ofMillis(500), settings.drainTimeout());
  }

  private static <T> T assertPresent(@Nullable T value) {
    assertNotNull(value);
    return value;
  }

  @Test
  void initialGroupsAreClosedUnlessTheyAreOpen() {
    var settings =
        settings("WARREN_HTTP_DJANGO_GROUPS", "Administrators, Parents=open", "WARREN_HTTP_X", "x");
    assertEquals(
        List.of(
            new GroupCreateRequest("Administrators").withOpen(false),
            new GroupCreateRequest("Parents").withOpen(true)),
        settings.initialGroups());
  }

  @Test
  void numbersAreRead() {
    var settings =
        settings(
            "WARREN_HASH_WAITING", "3",
            "WARREN_LOGIN_QUEUE_TIME", "9s",
            "WARREN_HASH_THREADS", "4",
            "WARREN_LOOKUP_THREADS", "7",
            "WARREN_THREADS", "5",
            "WARREN_PREFETCH", "6",
            "WARREN_ARGON2_MEMORY_KIB", "64",
            "WARREN_ARGON2_ITERATIONS", "3",
            "WARREN_ARGON2_PARALLELISM", "8",
            "WARREN_ARGON2_LIBRARY", "/bin/sh",
            "WARREN_NATIVE_DIR", "/tmp",
            "WARREN_HEALTH_HOST", "0.0.0.0",
            "WARREN_HEALTH_PORT", "0");
    assertEquals(
        new Settings.Bulkheads(4, 3, Duration.ofSeconds(9), 7, 5, 6), settings.bulkheads());
    assertEquals(
        new Settings.Argon2(64, 3, 8, Path.of("/bin/sh"), Path.of("/tmp")), settings.argon2());
    assertEquals(new Settings.Health("0.0.0.0", 0), settings.health());
  }

  @Test
  void settingsOfTheCreationAreRead() {
    assertEquals(
        new Settings.Creation(null, true, UsernameScripts.ANY),
        settings(
                "WARREN_CREATION_LIMIT", "off",
                "WARREN_REGISTRATION_PRIVACY", "on",
                "WARREN_USERNAME_SCRIPTS", "any")
            .creation());
    assertEquals(
        new RateLimit(10_000, Duration.ofHours(24)),
        settings("WARREN_CREATION_LIMIT", "10000/1d").creation().limit());
  }

  @Test
  void passwordRulesAreRead() {
    assertEquals(
        new Settings.PasswordRules(4, CommonPasswordRule.ALLOW),
        settings("WARREN_PASSWORD_MIN_LENGTH", "4", "WARREN_PASSWORD_COMMON", "allow")
            .passwordRules());
  }

  @Test
  void tokenSettingsAreRead() {
    var settings =
        settings(
            "WARREN_TOKEN_ISSUER", "https://id",
            "WARREN_TOKEN_AUDIENCE", "shop",
            "WARREN_TOKEN_TTL", "1h",
            "WARREN_TOKEN_MAX_TTL", "1h",
            "WARREN_SIGNING_KEY_ROTATION", "7d");
    assertEquals(
        new Settings.Tokens(
            "https://id", "shop", Duration.ofHours(1), Duration.ofHours(1), Duration.ofDays(7)),
        settings.tokens());
  }

  @Test
  void otherVariablesAreIgnored() {
    assertNotNull(settings("PATH", "/bin", "WARRENS", "1", "warren_db_url", "x", "AMQP_URI", "x"));
  }

  @Test
  void whiteSpaceAroundAValueIsStripped() {
    assertEquals(
        "admin2", settings("WARREN_ADMIN_USERNAME", " admin2\n").administrator().username());
  }

  @Test
  void whiteSpaceAroundASecretIsRetained() {
    var settings = settings("WARREN_DB_PASSWORD", " two words\n", "WARREN_ADMIN_PASSWORD", "\t");
    assertEquals(" two words\n", settings.database().password().reveal());
    assertEquals("\t", settings.administrator().password().reveal());
  }

  @Test
  void aSettingWithoutADefaultMustBeSet() {
    assertEquals(
        List.of(
            "WARREN_DB_URL must be set: URL of the PostgreSQL database,"
                + " `jdbc:postgresql://host:port/name`",
            "WARREN_SECRET must be set: random secret, such as the output of"
                + " `openssl rand -base64 32`, the same for all processes; signing keys are"
                + " encrypted with a key derived from it"),
        Given.problemsOf(Map.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "WARREN_AMQP_URL, WARREN_AMQP_URI",
    "WARREN_TOKEN_TTTL, WARREN_TOKEN_TTL",
    "WARREN_TOKENMAXTTL, WARREN_TOKEN_MAX_TTL",
    "WARREN_THREAD, WARREN_THREADS",
    "WARREN_DB_URL_FILE, WARREN_DB_URL",
    "WARREN_SECRET_FILES, WARREN_SECRET"
  })
  void anUnknownSettingIsAnErrorThatNamesTheNearestSetting(String unknown, String nearest) {
    assertEquals(
        List.of(unknown + " is not a setting; did you mean " + nearest + "?"),
        problems(unknown, "a value"));
  }

  @Test
  void allProblemsAreReportedInTheOrderOfTheDocumentation() {
    assertEquals(
        List.of(
            "WARREN_PREFETCHES is not a setting; did you mean WARREN_PREFETCH?",
            "WARREN_TOKEN_TTL must be a duration such as 500ms, 10s, 15m, 24h or 30d",
            "WARREN_PREFETCH must be a whole number from 1 to 65535",
            "WARREN_QUEUE_TYPE must be one of classic, quorum"),
        problems(
            "WARREN_QUEUE_TYPE", "yes",
            "WARREN_TOKEN_TTL", "soon",
            "WARREN_PREFETCH", "many",
            "WARREN_PREFETCHES", "1"));
  }

  @Test
  void toStringContainsNoSecret() {
    var secrets =
        new TreeMap<>(
            Map.of(
                "WARREN_AMQP_URI", "amqp://me:hunter2@broker:5672",
                "WARREN_DB_PASSWORD", "hunter2",
                "WARREN_ADMIN_PASSWORD", "hunter2",
                "WARREN_SECRET", "hunter2".repeat(5),
                "WARREN_SECRET_PREVIOUS", "hunter2".repeat(6)));
    assertFalse(settings(secrets).toString().contains("hunter2"));
  }

  @Test
  void settingsOfTheGatewayAreIgnored() {
    assertEquals(settings().health(), settings("WARREN_HTTP_WHATEVER", "x").health());
  }
}
