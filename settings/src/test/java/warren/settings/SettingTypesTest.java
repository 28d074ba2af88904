package warren.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SettingTypesTest {
  private static String problem(SettingType<?> type, String text) {
    var thrown = assertThrows(InvalidValueException.class, () -> type.parse(text));
    return String.valueOf(thrown.getMessage());
  }

  @Test
  void aNumberIsWithinItsBounds() throws Exception {
    var type = SettingTypes.number(1, 256);
    assertEquals("1 to 256", type.values());
    assertEquals(new Bounds<>(1, 256), type.bounds());
    assertEquals(1, type.parse("1"));
    assertEquals(256, type.parse("256"));
    assertEquals("must be a whole number from 1 to 256", problem(type, "0"));
    assertEquals("must be a whole number from 1 to 256", problem(type, "257"));
    assertEquals("must be a whole number from 1 to 256", problem(type, "many"));
  }

  @Test
  void aDurationIsAtMostItsMaximum() throws Exception {
    var type = SettingTypes.duration("30m");
    assertEquals("at most 30m", type.values());
    assertEquals(new Bounds<>(Duration.ofMillis(1), Duration.ofMinutes(30)), type.bounds());
    assertEquals(Duration.ofMillis(1), type.parse("1ms"));
    assertEquals(Duration.ofMinutes(30), type.parse("1800s"));
    assertEquals("must be at most 30m", problem(type, "1800001ms"));
    assertEquals("must be a duration such as 500ms, 10s, 15m, 24h or 30d", problem(type, "0s"));
  }

  @Test
  void aDurationIsWithinItsBounds() throws Exception {
    var type = SettingTypes.duration("250ms", "1h");
    assertEquals("250ms to 1h", type.values());
    assertEquals(new Bounds<>(Duration.ofMillis(250), Duration.ofHours(1)), type.bounds());
    assertEquals(Duration.ofMillis(250), type.parse("250ms"));
    assertEquals(Duration.ofHours(1), type.parse("1h"));
    assertEquals("must be from 250ms to 1h", problem(type, "249ms"));
    assertEquals("must be from 250ms to 1h", problem(type, "3600001ms"));
    assertEquals("must be a duration such as 500ms, 10s, 15m, 24h or 30d", problem(type, "soon"));
  }

  @Test
  void aChoiceIsAConstantInLowerCase() throws Exception {
    var type = SettingTypes.choice(TimeUnit.values());
    assertEquals(TimeUnit.DAYS, type.parse("days"));
    assertEquals(
        "must be one of nanoseconds, microseconds, milliseconds, seconds, minutes, hours, days",
        problem(type, "DAYS"));
  }

  @Test
  void aRateLimitIsANumberAndADurationWithinBoundsOrOff() throws Exception {
    var type = SettingTypes.rateLimit(100, "1s", "24h");
    assertEquals("`off`, or number/duration: 1 to 100, 1s to 24h", type.values());
    assertEquals(Optional.empty(), type.parse("off"));
    assertEquals(Optional.of(new RateLimit(20, Duration.ofHours(1))), type.parse("20/1h"));
    assertEquals(Optional.of(new RateLimit(1, Duration.ofSeconds(1))), type.parse("1/1s"));
    assertEquals(Optional.of(new RateLimit(100, Duration.ofDays(1))), type.parse("100/1d"));
    for (var wrong :
        List.of("", "on", "20", "20/", "/1h", "0/1h", "101/1h", "1/999ms", "1/25h", "-1/1h")) {
      assertEquals(
          "must be off, or a number from 1 to 100 and a duration from 1s to 24h, such as 20/1h",
          problem(type, wrong));
    }
  }

  @Test
  void otherValuesAreParsed() throws Exception {
    assertEquals(true, SettingTypes.flag().parse("true"));
    assertEquals(false, SettingTypes.flag().parse("false"));
    assertEquals(true, SettingTypes.onOff().parse("on"));
    assertEquals(false, SettingTypes.onOff().parse("off"));
    assertEquals("a", SettingTypes.text().parse("a"));
    assertEquals("", SettingTypes.secret().parse("").reveal());
    assertEquals("a+", SettingTypes.pattern().parse("a+").pattern());
    assertEquals(Path.of("/bin/sh"), SettingTypes.file().parse("/bin/sh"));
    assertEquals(Set.of("a", "b"), SettingTypes.list().parse("a, b"));
    assertEquals(Set.of(), SettingTypes.list().parse(""));
  }

  @Test
  void aProblemCompletesASentence() {
    assertEquals("must be true or false", problem(SettingTypes.flag(), "yes"));
    assertEquals("must be on or off", problem(SettingTypes.onOff(), "true"));
    assertEquals("must not be empty", problem(SettingTypes.text(), ""));
    assertEquals(
        "is not a regular expression: Unclosed group", problem(SettingTypes.pattern(), "("));
    assertEquals("must name a readable file", problem(SettingTypes.file(), "/"));
    assertEquals("must be a list with a comma between entries", problem(SettingTypes.list(), "a,"));
  }

  @Test
  void anOptionalTypeKeepsTheBoundsAndAllowsEmptyText() throws Exception {
    var type = SettingTypes.number(1, 2).optional();
    assertEquals(Optional.empty(), type.parse(""));
    assertEquals(Optional.of(2), type.parse("2"));
    assertEquals("must be a whole number from 1 to 2", problem(type, "3"));
    assertEquals(new Bounds<>(1, 2), type.bounds());
    assertNull(SettingTypes.text().optional().bounds());
  }
}
