package warren.contracts.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.contracts.json.Reading.problemOf;
import static warren.contracts.json.Reading.readValue;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import warren.contracts.Secret;
import warren.contracts.fields.Limit;

class ScalarFieldTest {
  public record Whole(long number) {}

  public record Bounded(@Limit(min = -1, max = 20) Long number) {}

  public record Flag(boolean flag) {}

  public record Id(UUID id) {}

  public record Hidden(Secret secret) {}

  public record Time(Instant time) {}

  @ParameterizedTest
  @ValueSource(strings = {"60000", "\"60000\"", "\"060000\""})
  void aNumberIsTakenAlsoAsText(String json) {
    assertEquals(60_000, readValue(Whole.class, json).number());
  }

  @ParameterizedTest
  @CsvSource({
    "3600000.0, 3600000",
    "1e3, 1000",
    "1E+1, 10",
    "-20.0, -20",
    "0.0, 0",
    "-0.0, 0",
    "1.5e1, 15",
    "9007199254740993.0, 9007199254740993",
    "9223372036854775807.0, 9223372036854775807",
    "1e18, 1000000000000000000"
  })
  void aWholeNumberMayHaveAZeroFractionOrAnExponent(String json, long number) {
    assertEquals(number, readValue(Whole.class, json).number());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-5", "\"-5\""})
  void aNumberMayBeNegative(String json) {
    assertEquals(-5, readValue(Whole.class, json).number());
  }

  @Test
  void theLargestNumbersAreTaken() {
    assertEquals(Long.MAX_VALUE, readValue(Whole.class, "9223372036854775807").number());
    assertEquals(Long.MIN_VALUE, readValue(Whole.class, "-9223372036854775808").number());
    assertEquals(
        999_999_999_999_999_999L, readValue(Whole.class, "\"999999999999999999\"").number());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.5",
        "1e-1",
        "1e-400",
        "1e300",
        "1e999999999",
        "9223372036854775808.0",
        "9223372036854775808",
        "1e400",
        "true",
        "[]",
        "[1]",
        "{}",
        "\"\"",
        "\" 1\"",
        "\"+1\"",
        "\"1.0\"",
        "\"1e3\"",
        "\"0x1\"",
        "\"--1\"",
        "\"-\"",
        "\"1 000\"",
        "\"\u0661\"",
        "\"9999999999999999999\"",
        "\"one\""
      })
  void aValueThatIsNotAWholeNumberIsRefused(String json) {
    assertEquals("must be a whole number", problemOf(Whole.class, json));
  }

  @Test
  void bothBoundsOfANumberAreInclusive() {
    assertEquals(-1L, readValue(Bounded.class, "-1").number());
    assertEquals(20L, readValue(Bounded.class, "\"20\"").number());
    assertEquals("must be at least -1", problemOf(Bounded.class, "-2"));
    assertEquals("must be at most 20", problemOf(Bounded.class, "\"21\""));
  }

  @Test
  void aBooleanIsTakenAlsoAsText() {
    assertEquals(new Flag(true), readValue(Flag.class, "true"));
    assertEquals(new Flag(true), readValue(Flag.class, "\"true\""));
    assertEquals(new Flag(false), readValue(Flag.class, "false"));
    assertEquals(new Flag(false), readValue(Flag.class, "\"false\""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "0", "\"\"", "\"True\"", "\"yes\"", "\" true\"", "[true]", "{}"})
  void aValueThatIsNotABooleanIsRefused(String json) {
    assertEquals("must be true or false", problemOf(Flag.class, json));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"019449c5-6f00-7000-8000-00000000abcd", "019449C5-6F00-7000-8000-00000000ABCD"})
  void aUuidIsTakenInEitherCase(String text) {
    assertEquals(UUID.fromString(text), Reading.read(Id.class, text).id());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7",
        "true",
        "[]",
        "{}",
        "\"\"",
        "\"1-1-1-1-1\"",
        "\"019449c56f0070008000000000000002\"",
        "\"{019449c5-6f00-7000-8000-000000000002}\"",
        "\"019449c5-6f00-7000-8000-00000000000g\"",
        "\"019449c5-6f00-7000-8000-0000000000022\"",
        "\" 019449c5-6f00-7000-8000-000000000002\""
      })
  void aValueThatIsNotAUuidIsRefused(String json) {
    assertEquals("must be a UUID", problemOf(Id.class, json));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\u200b\ue000\u0378", "e\u0301", "\uD83D\uDE00"})
  void aSecretIsTakenUnchanged(String text) {
    assertEquals(text, Reading.read(Hidden.class, text).secret().reveal());
  }

  @Test
  void aSecretOfAnyLengthIsTaken() {
    var longest = "x".repeat(65_000);
    assertEquals(longest, Reading.read(Hidden.class, longest).secret().reveal());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\ud800", "\\udc00", "a\\udc00\\ud800b"})
  void aSecretWithALoneSurrogateIsRefused(String escaped) {
    assertEquals("must be well-formed Unicode", problemOf(Hidden.class, '"' + escaped + '"'));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "true", "[]", "{}"})
  void aSecretThatIsNotATextIsRefused(String json) {
    assertEquals("must be text", problemOf(Hidden.class, json));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-31T12:00:00Z",
        "2026-01-31T12:00Z",
        "2026-01-31T12:00:00.000000000Z",
        "2026-01-31T13:30:00+01:30",
        "2026-01-30T18:00:00-18:00"
      })
  void aTimeIsTakenWithItsOffset(String text) {
    assertEquals(
        Instant.parse("2026-01-31T12:00:00Z"), readValue(Time.class, '"' + text + '"').time());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1769860800",
        "true",
        "{}",
        "\"\"",
        "\"2026-01-31\"",
        "\"2026-01-31T12:00:00\"",
        "\"2026-02-30T12:00:00Z\"",
        "\"2026-01-31 12:00:00Z\"",
        "\"+12026-01-31T12:00:00Z\"",
        "\"-0001-01-31T12:00:00Z\"",
        "\"0000-12-31T23:59:59Z\"",
        "\"9999-12-31T23:59:59-18:00\"",
        "\"2026-01-31T12:00:00Z[Europe/Paris]\"",
        "\"tomorrow\""
      })
  void aValueThatIsNotATimeIsRefused(String json) {
    assertEquals("must be a time such as 2026-01-31T12:00:00Z", problemOf(Time.class, json));
  }
}
