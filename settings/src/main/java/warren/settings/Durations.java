package warren.settings;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Durations as text: {@code 500ms}, {@code 10s}, {@code 15m}, {@code 24h}, {@code 7d}. */
public final class Durations {
  private static final Pattern DURATION = Pattern.compile("([1-9]\\d{0,8})(ms|s|m|h|d)");

  private Durations() {}

  /** Parses a duration above zero; empty if the text is not one. */
  public static Optional<Duration> parse(String text) {
    var matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    var amount = Long.parseLong(matcher.group(1));
    return Optional.of(
        switch (matcher.group(2)) {
          case "ms" -> Duration.ofMillis(amount);
          case "s" -> Duration.ofSeconds(amount);
          case "m" -> Duration.ofMinutes(amount);
          case "h" -> Duration.ofHours(amount);
          default -> Duration.ofDays(amount);
        });
  }

  /** A duration as text for people, in whole seconds or in milliseconds. */
  public static String text(Duration time) {
    return time.toMillisPart() == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }
}
