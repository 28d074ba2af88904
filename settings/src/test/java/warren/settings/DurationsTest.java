package warren.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({
    "1ms, PT0.001S",
    "500ms, PT0.5S",
    "10s, PT10S",
    "90s, PT1M30S",
    "15m, PT15M",
    "24h, PT24H",
    "7d, PT168H",
    "999999999ms, PT999999.999S"
  })
  void aDurationIsParsed(String text, Duration expected) {
    assertEquals(Optional.of(expected), Durations.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "0s",
        "0ms",
        "01s",
        "-1s",
        "+1s",
        "1",
        "s",
        "1.5s",
        "1 s",
        " 1s",
        "1s ",
        "1S",
        "1w",
        "1m30s",
        "PT1S",
        "1e3s",
        "1000000000s",
        "\u0661s"
      })
  void otherTextIsNotADuration(String text) {
    assertEquals(Optional.empty(), Durations.parse(text));
  }
}
