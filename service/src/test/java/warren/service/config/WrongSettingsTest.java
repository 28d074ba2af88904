package warren.service.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.config.Given.problems;
import static warren.service.config.Given.settings;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrongSettingsTest {
  private static final String NO_TIME = "must be a time such as 500ms, 10s, 15m or 24h";
  private static final String NO_URI = "must look like amqp://user:password@host:port/vhost";

  /** Those for which any text is right. */
  private static final Set<Key> ANYTHING = EnumSet.of(Key.DB_PASSWORD, Key.ADMIN_PASSWORD);

  private static List<String> wrongValues(Key key) {
    return switch (key) {
      case AMQP_URI -> List.of("", "broker", "http://broker", "amqp:", "amqp:///", "amqp://a_b");
      case DB_URL -> List.of("", "jdbc:mysql://db", "postgresql://db");
      case SECRET -> List.of("", "x".repeat(31));
      case DB_USER, TOKEN_ISSUER, TOKEN_AUDIENCE, HEALTH_HOST -> List.of("", " ");
      case ADMIN_USERNAME -> List.of("", "x".repeat(65), "a\u200bb");
      case DB_POOL -> List.of("0", "1", "1001", "-1", "1.5", "many");
      case HASH_THREADS, LOOKUP_THREADS, THREADS -> List.of("0", "257", "-1", "+1", "many");
      case HASH_PREFETCH, HASH_WAITING, PREFETCH -> List.of("", "0", "65536", "9999999999");
      case ARGON2_MEMORY_KIB -> List.of("", "7", "4194305", "64M");
      case ARGON2_ITERATIONS -> List.of("", "0", "101", "two");
      case ARGON2_PARALLELISM -> List.of("", "0", "65", "two");
      case ARGON2_LIBRARY -> List.of("/no/such/file", "/", "libargon2.so");
      case HEALTH_PORT -> List.of("", "-1", "65536", "http");
      case QUORUM_QUEUES -> List.of("", "yes", "1", "TRUE");
      case REGISTRATION -> List.of("", "opened", "OPEN");
      case REPLY_TO_PATTERN -> List.of("(", "[a", "*");
      case DB_TIMEOUT -> List.of("", "3", "249ms", "61m", "366d");
      case TOKEN_TTL, TOKEN_MAX_TTL, SIGNING_KEY_ROTATION, START_TIMEOUT, DRAIN_TIMEOUT ->
          List.of("", "10", "0s", "-1s", "1 h", "1w", "366d", "999999999d");
      case EVENT_EXCHANGE, DOMAIN_EVENTS -> List.of("x".repeat(256));
      case CLEANUP_INTERVAL -> List.of("", "10", "0s", "1w", "31m", "999999999d");
      case AUDIT_RETENTION -> List.of("", "10", "0s", "1w", "3651d", "999999999d");
      case TRUSTED_USERS -> List.of(",", "a,,b", "a,");
      case DB_PASSWORD, ADMIN_PASSWORD -> List.of();
    };
  }

  @ParameterizedTest
  @EnumSource
  void anInvalidValueIsReportedForItsSettingOnly(Key key) {
    var wrong = wrongValues(key);
    assertEquals(ANYTHING.contains(key), wrong.isEmpty());
    for (var value : wrong) {
      var problems = problems(key.variable(), value);
      assertEquals(1, problems.size(), () -> value + ": " + problems);
      assertTrue(problems.get(0).startsWith(key.variable() + " must ") || isPattern(key, problems));
    }
  }

  private static boolean isPattern(Key key, List<String> problems) {
    return key == Key.REPLY_TO_PATTERN
        && problems.get(0).startsWith(key.variable() + " is no regular expression: ");
  }

  @ParameterizedTest
  @CsvSource({
    "DB_POOL, 2, 1000",
    "THREADS, 1, 256",
    "HASH_THREADS, 1, 256",
    "PREFETCH, 1, 65535",
    "HASH_PREFETCH, 1, 65535",
    "HASH_WAITING, 1, 65535",
    "ARGON2_MEMORY_KIB, 8, 4194304",
    "ARGON2_ITERATIONS, 1, 100",
    "ARGON2_PARALLELISM, 1, 64",
    "HEALTH_PORT, 0, 65535"
  })
  void theLeastAndTheMostAreRight(Key key, int least, int most) {
    assertNotNull(settings(key.variable(), Integer.toString(least)));
    assertNotNull(settings(key.variable(), Integer.toString(most)));
    var message = "%s must be a whole number from %d to %d".formatted(key.variable(), least, most);
    assertEquals(List.of(message), problems(key.variable(), Integer.toString(most + 1)));
  }

  @ParameterizedTest
  @CsvSource({
    "DB_TIMEOUT, 250ms, 1h",
    "TOKEN_MAX_TTL, 15m, 365d",
    "START_TIMEOUT, 1ms, 365d",
    "AUDIT_RETENTION, 1ms, 3650d",
    "CLEANUP_INTERVAL, 1ms, 30m",
    "SIGNING_KEY_ROTATION, 2m, 365d"
  })
  void theShortestAndTheLongestAreRight(Key key, String shortest, String longest) {
    assertNotNull(settings(key.variable(), shortest));
    assertNotNull(settings(key.variable(), longest));
  }

  @Test
  void aProblemNamesTheValidValues() {
    assertEquals(List.of("WARREN_TOKEN_TTL " + NO_TIME), problems("WARREN_TOKEN_TTL", "1"));
    assertEquals(
        List.of("WARREN_START_TIMEOUT must be at most 365d"),
        problems("WARREN_START_TIMEOUT", "366d"));
    assertEquals(
        List.of("WARREN_DB_TIMEOUT must be from 250ms to 1h"),
        problems("WARREN_DB_TIMEOUT", "249ms"));
    assertEquals(
        List.of("WARREN_REGISTRATION must be one of [open, approval, closed]"),
        problems("WARREN_REGISTRATION", "no"));
    assertEquals(
        List.of("WARREN_SECRET must have at least 32 characters"),
        problems("WARREN_SECRET", "x".repeat(31)));
    assertEquals(
        List.of("WARREN_DB_URL must begin with jdbc:postgresql:"),
        problems("WARREN_DB_URL", "postgres://db"));
    assertEquals(List.of("WARREN_DB_USER must not be empty"), problems("WARREN_DB_USER", ""));
    assertEquals(
        List.of("WARREN_ADMIN_USERNAME must be at most 64 characters"),
        problems("WARREN_ADMIN_USERNAME", "x".repeat(65)));
    assertEquals(
        List.of("WARREN_REPLY_TO_PATTERN is no regular expression: Unclosed group"),
        problems("WARREN_REPLY_TO_PATTERN", "("));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db/warren?password=hunter2",
        "jdbc:postgresql://db/warren?ssl=true&sslpassword=hunter2",
        "jdbc:postgresql:warren?user=me&PASSWORD=hunter2",
        "jdbc:postgresql://me:hunter2@db/warren"
      })
  void anAddressOfADatabaseHoldsNoPasswordAndIsNotQuoted(String url) {
    assertEquals(
        List.of("WARREN_DB_URL must hold no password; set WARREN_DB_PASSWORD instead"),
        problems("WARREN_DB_URL", url));
  }

  @Test
  void otherParametersOfTheDriverAreAccepted() {
    var url = "jdbc:postgresql://[::1]:5432,other/warren?sslmode=verify-full&options=-c%20a=@";
    assertEquals(url, settings("WARREN_DB_URL", url).database().url());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "amqp://guest:hun:ter2@broker", // a colon in the password must be escaped
        "amqp://guest:hunter2@my_broker", // no host name: the client would take this machine
        "amqp://guest:hunter2@broker/a/b",
        "amqp://guest:hunter 2@broker",
        "http://guest:hunter2@broker"
      })
  void anInvalidBrokerUriIsNotQuoted(String uri) {
    assertEquals(List.of("WARREN_AMQP_URI " + NO_URI), problems("WARREN_AMQP_URI", uri));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "amqp://broker",
        "amqps://broker:5671/",
        "amqp://guest:p%3Aw@10.0.0.1:5672/a%2Fb",
        "amqp://guest@[::1]:5672/vhost"
      })
  void anAddressOfABrokerIsRight(String uri) {
    assertEquals(uri, settings("WARREN_AMQP_URI", uri).amqp().uri().reveal());
  }

  @Test
  void aSecretMayBeInAFile(@TempDir Path folder) throws Exception {
    var file = folder.resolve("secret");
    Files.writeString(file, " from the\nfile \r\n\n");
    for (var key : Key.values()) {
      if (key.secret() && key != Key.SECRET && key != Key.AMQP_URI) {
        assertNotNull(settings(key.variable() + "_FILE", file.toString()));
      }
    }
    var settings = settings("WARREN_DB_PASSWORD_FILE", file.toString());
    assertEquals(" from the\nfile ", settings.database().password().reveal());
  }

  @Test
  void exactlySecretsMayBeInFiles() {
    assertEquals(
        EnumSet.of(Key.AMQP_URI, Key.DB_PASSWORD, Key.SECRET, Key.ADMIN_PASSWORD),
        EnumSet.copyOf(Arrays.stream(Key.values()).filter(Key::secret).toList()));
  }

  @Test
  void aFileThatCannotBeReadIsOneProblem(@TempDir Path folder) throws Exception {
    var missing = folder.resolve("missing").toString();
    assertEquals(
        List.of("WARREN_SECRET_FILE: " + missing + " can't be read"),
        Given.problemsOf(Map.of("WARREN_DB_URL", Given.DB_URL, "WARREN_SECRET_FILE", missing)));
    var notText = Files.write(folder.resolve("latin1"), "ä".getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(
        List.of("WARREN_DB_PASSWORD_FILE: " + notText + " can't be read"),
        problems("WARREN_DB_PASSWORD_FILE", notText.toString()));
  }

  @Test
  void aSecretCannotBeSetTwice(@TempDir Path folder) throws Exception {
    var file = Files.writeString(folder.resolve("secret"), "hunter2");
    var problems =
        problems("WARREN_DB_PASSWORD", "hunter3", "WARREN_DB_PASSWORD_FILE", file.toString());
    assertEquals(
        List.of("WARREN_DB_PASSWORD and WARREN_DB_PASSWORD_FILE can't both be set"), problems);
    assertFalse(problems.toString().contains("hunter"));
  }

  @Test
  void eventsGoToAnotherExchangeThanRequestsComeFrom() {
    assertEquals(
        List.of("WARREN_DOMAIN_EVENTS must be another exchange than WARREN_EVENT_EXCHANGE"),
        problems("WARREN_EVENT_EXCHANGE", "rapid", "WARREN_DOMAIN_EVENTS", "rapid"));
  }
}
