package warren.service.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.config.Given.problems;
import static warren.service.config.Given.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import warren.settings.Bounds;
import warren.settings.Setting;
import warren.settings.SettingsReader;

/** The default, the bounds and wrong values of every setting, derived from its declaration. */
class SettingBoundsTest {
  private static final Set<Setting<?>> ANY_TEXT_ALLOWED =
      Set.of(ServiceSetting.DB_PASSWORD, ServiceSetting.ADMIN_PASSWORD);

  /** Wrong values of the settings without bounds. */
  private static final Map<Setting<?>, List<String>> WRONG =
      Map.ofEntries(
          Map.entry(
              ServiceSetting.AMQP_URI,
              List.of("", "broker", "http://broker", "amqp:", "amqp:///", "amqp://a_b")),
          Map.entry(ServiceSetting.DB_URL, List.of("", "jdbc:mysql://db", "postgresql://db")),
          Map.entry(ServiceSetting.DB_USER, List.of("", " ")),
          Map.entry(ServiceSetting.SECRET, List.of("", "x".repeat(31))),
          Map.entry(ServiceSetting.SECRET_PREVIOUS, List.of("x", "x".repeat(31))),
          Map.entry(ServiceSetting.REGISTRATION, List.of("", "opened", "OPEN")),
          Map.entry(
              ServiceSetting.CREATION_LIMIT,
              List.of("", "on", "20", "0/1h", "10001/1h", "20/999ms", "20/25h", "20/0s", "1h/20")),
          Map.entry(ServiceSetting.REGISTRATION_PRIVACY, List.of("", "true", "ON")),
          Map.entry(ServiceSetting.ADMIN_USERNAME, List.of("", "x".repeat(151), "a\u200bb")),
          Map.entry(
              ServiceSetting.HTTP_DJANGO_GROUPS,
              List.of(",", "a,,b", "=open", "x".repeat(65), "a\u200bb", "a,b\u202e=open")),
          Map.entry(ServiceSetting.USERNAME_SCRIPTS, List.of("", "all", "ANY")),
          Map.entry(ServiceSetting.UNKNOWN_FIELDS, List.of("", "allow", "REFUSE")),
          Map.entry(ServiceSetting.PASSWORD_COMMON, List.of("", "on", "ALLOW")),
          Map.entry(ServiceSetting.TOKEN_ISSUER, List.of("", " ")),
          Map.entry(ServiceSetting.TOKEN_AUDIENCE, List.of("", " ")),
          Map.entry(ServiceSetting.ARGON2_LIBRARY, List.of("/no/such/file", "/", "libargon2.so")),
          Map.entry(ServiceSetting.QUEUE_TYPE, List.of("stream", "true", "QUORUM")),
          Map.entry(ServiceSetting.NATIVE_DIR, List.of("/no/such/folder", "/bin/sh", "lib")),
          Map.entry(ServiceSetting.AUDIT_READS, List.of("", "yes", "on", "TRUE")),
          Map.entry(ServiceSetting.REPLY_TO_PATTERN, List.of("(", "[a", "*")),
          Map.entry(ServiceSetting.LEGACY_EXCHANGE, List.of("x".repeat(256))),
          Map.entry(ServiceSetting.EVENTS_EXCHANGE, List.of("x".repeat(256))),
          Map.entry(ServiceSetting.TRUSTED_USERS, List.of(",", "a,,b", "a,")),
          Map.entry(ServiceSetting.HEALTH_HOST, List.of("", " ")));

  static Stream<Setting<?>> all() {
    return ServiceSetting.ALL.stream();
  }

  static Stream<Setting<?>> bounded() {
    return all().filter(setting -> setting.type().bounds() != null);
  }

  private static Bounds<?> bounds(Setting<?> setting) {
    var bounds = setting.type().bounds();
    assertNotNull(bounds);
    return bounds;
  }

  @Test
  void everySettingHasBoundsOrWrongValuesHereOrAllowsAnyText() {
    var expected = new HashSet<>(WRONG.keySet());
    expected.addAll(ANY_TEXT_ALLOWED);
    bounded().forEach(expected::add);
    assertEquals(expected, Set.copyOf(ServiceSetting.ALL));
  }

  @ParameterizedTest
  @MethodSource("all")
  void theDefaultIsAllowedAsAValue(Setting<?> setting) {
    var value = setting.defaultValue();
    if (value == null) {
      assertEquals(
          List.of(setting + " must be set: " + setting.meaning()),
          problems(setting.variable(), ""));
    } else {
      assertNotNull(settings(setting.variable(), value));
    }
  }

  @ParameterizedTest
  @MethodSource("bounded")
  void theLeastAndTheGreatestValueAreAllowed(Setting<?> setting) {
    var bounds = bounds(setting);
    for (var value : List.of(bounds.min(), bounds.max())) {
      // alone, because it can contradict the default of another setting
      var reader =
          new SettingsReader(
              Map.of(setting.variable(), text(value)), ServiceSetting.ALL, variable -> false);
      reader.check(List.of(setting));
      reader.throwIfWrong();
    }
  }

  @ParameterizedTest
  @MethodSource("bounded")
  void theNextValueOutsideIsRefusedWithTheBoundsInTheMessage(Setting<?> setting) {
    var values = setting.type().values();
    for (var value : outside(bounds(setting))) {
      var problem =
          value instanceof Integer
              ? "must be a whole number from " + values
              : "must be " + (values.startsWith("at most ") ? values : "from " + values);
      assertEquals(
          List.of(setting + " " + problem), problems(setting.variable(), text(value)), text(value));
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void aWrongValueIsOneProblemThatNamesTheSetting(Setting<?> setting) {
    var wrong = WRONG.getOrDefault(setting, malformed(setting));
    assertEquals(ANY_TEXT_ALLOWED.contains(setting), wrong.isEmpty());
    for (var value : wrong) {
      var problems = problems(setting.variable(), value);
      assertEquals(1, problems.size(), () -> value + ": " + problems);
      assertTrue(
          problems.get(0).matches(setting + " (must|is not a regular expression:) .*"),
          problems.get(0));
    }
  }

  private static List<String> malformed(Setting<?> setting) {
    var bounds = setting.type().bounds();
    if (bounds == null) {
      return List.of();
    }
    var malformed =
        new ArrayList<>(
            bounds.min() instanceof Integer
                ? List.of("-1", "+1", "1.5", "64M", "many", "9999999999")
                : List.of("10", "0s", "-1s", "1 h", "1w", "999999999d"));
    if (!"".equals(setting.defaultValue())) {
      malformed.add("");
    }
    return malformed;
  }

  /** The values next to the bounds. There is no duration below the shortest one, 1 ms. */
  private static List<Object> outside(Bounds<?> bounds) {
    if (bounds.min() instanceof Integer min && bounds.max() instanceof Integer max) {
      return List.of(min - 1, max + 1);
    }
    var min = (Duration) bounds.min();
    var max = (Duration) bounds.max();
    // a setting has at most nine digits: from 12 days on, the next value is a second longer
    var above = max.plus(max.toDays() < 12 ? Duration.ofMillis(1) : Duration.ofSeconds(1));
    return min.toMillis() == 1 ? List.of(above) : List.of(min.minusMillis(1), above);
  }

  private static String text(Object value) {
    if (value instanceof Duration duration) {
      return duration.toMillisPart() == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }
    return value.toString();
  }
}
