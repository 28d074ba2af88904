package warren.settings;

import static java.util.stream.Collectors.joining;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import warren.contracts.Secret;

/** The types that settings of several programs have. */
public final class SettingTypes {
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Pattern RATE_LIMIT = Pattern.compile("(\\d{1,9})/(.+)");

  private SettingTypes() {}

  /** Text that is not empty. */
  public static SettingType<String> text() {
    return SettingType.<String>of("text", text -> text)
        .require(text -> !text.isEmpty(), "must not be empty");
  }

  /** Secret text; it can be empty. */
  public static SettingType<Secret> secret() {
    return new SettingType<>("text", true, null, Secret::of);
  }

  /** A whole number within bounds. */
  public static SettingType<Integer> number(int min, int max) {
    var bounds = new Bounds<>(min, max);
    var values = min + " to " + max;
    return new SettingType<>(
        values,
        false,
        bounds,
        text -> {
          if (text.matches("\\d{1,9}") && bounds.contain(Integer.parseInt(text))) {
            return Integer.parseInt(text);
          }
          throw new InvalidValueException("must be a whole number from " + values);
        });
  }

  /** A port to listen on; 0 selects a free one. */
  public static SettingType<Integer> port() {
    return number(0, 65_535);
  }

  /** A duration above zero. A maximum is required, because nanoseconds overflow. */
  public static SettingType<Duration> duration(String max) {
    return duration(new Bounds<>(SHORTEST, time(max)), "at most " + max)
        .require(time -> time.compareTo(time(max)) <= 0, "must be at most " + max);
  }

  /** A duration within bounds. */
  public static SettingType<Duration> duration(String min, String max) {
    var bounds = new Bounds<>(time(min), time(max));
    var values = min + " to " + max;
    return duration(bounds, values).require(bounds::contain, "must be from " + values);
  }

  private static SettingType<Duration> duration(Bounds<Duration> bounds, String values) {
    return new SettingType<>(
        values,
        false,
        bounds,
        text ->
            Durations.parse(text)
                .orElseThrow(
                    () ->
                        new InvalidValueException(
                            "must be a duration such as 500ms, 10s, 15m, 24h or 30d")));
  }

  /** A number of attempts within a duration, such as {@code 20/1h}; empty for {@code off}. */
  public static SettingType<Optional<RateLimit>> rateLimit(
      int maxAttempts, String minWindow, String maxWindow) {
    var attempts = new Bounds<>(1, maxAttempts);
    var windows = new Bounds<>(time(minWindow), time(maxWindow));
    var problem =
        "must be off, or a number from 1 to %d and a duration from %s to %s, such as 20/1h"
            .formatted(maxAttempts, minWindow, maxWindow);
    return SettingType.<Optional<RateLimit>>of(
            "`off`, or number/duration: 1 to %d, %s to %s"
                .formatted(maxAttempts, minWindow, maxWindow),
            text -> {
              if (text.equals("off")) {
                return Optional.empty();
              }
              return Optional.of(
                  parseRateLimit(text).orElseThrow(() -> new InvalidValueException(problem)));
            })
        .require(
            limit ->
                limit.isEmpty()
                    || (attempts.contain(limit.get().attempts())
                        && windows.contain(limit.get().window())),
            problem);
  }

  private static Optional<RateLimit> parseRateLimit(String text) {
    var matcher = RATE_LIMIT.matcher(text);
    return matcher.matches()
        ? Durations.parse(matcher.group(2))
            .map(window -> new RateLimit(Integer.parseInt(matcher.group(1)), window))
        : Optional.empty();
  }

  private static Duration time(String text) {
    return Durations.parse(text).orElseThrow();
  }

  /** {@code true} or {@code false}. */
  public static SettingType<Boolean> flag() {
    return SettingType.of(
        "`true` or `false`",
        text ->
            switch (text) {
              case "true" -> true;
              case "false" -> false;
              default -> throw new InvalidValueException("must be true or false");
            });
  }

  /** {@code on} or {@code off}. */
  public static SettingType<Boolean> onOff() {
    return SettingType.of(
        "`on` or `off`",
        text ->
            switch (text) {
              case "on" -> true;
              case "off" -> false;
              default -> throw new InvalidValueException("must be on or off");
            });
  }

  /** One of the constants of an enum, written in lower case. */
  public static <E extends Enum<E>> SettingType<E> choice(E[] constants) {
    var names = Arrays.stream(constants).map(SettingTypes::lowerCase).toList();
    return SettingType.of(
        names.stream().map(name -> "`" + name + "`").collect(joining(", ")),
        text -> {
          if (!names.contains(text)) {
            throw new InvalidValueException("must be one of " + String.join(", ", names));
          }
          return constants[names.indexOf(text)];
        });
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** A regular expression. */
  public static SettingType<Pattern> pattern() {
    return SettingType.of(
        "regular expression",
        text -> {
          try {
            return Pattern.compile(text);
          } catch (PatternSyntaxException e) {
            throw new InvalidValueException("is not a regular expression: " + e.getDescription());
          }
        });
  }

  /** An absolute path of a file that can be read. */
  public static SettingType<Path> file() {
    return SettingType.of("file", text -> Path.of(text).toAbsolutePath())
        .require(
            file -> Files.isRegularFile(file) && Files.isReadable(file),
            "must name a readable file");
  }

  /** The path of a writable folder. */
  public static SettingType<Path> folder() {
    return SettingType.of("folder", text -> Path.of(text).toAbsolutePath())
        .require(
            folder -> Files.isDirectory(folder) && Files.isWritable(folder),
            "must name a writable folder");
  }

  /** Entries separated by commas; there may be none. Repeated entries are one. */
  public static SettingType<Set<String>> list() {
    return SettingType.of("list", text -> Set.copyOf(entries().parse(text)));
  }

  /** Entries separated by commas, in their order and with repetitions; there may be none. */
  public static SettingType<List<String>> entries() {
    return SettingType.<List<String>>of("list", SettingTypes::split)
        .require(entries -> !entries.contains(""), "must be a list with a comma between entries");
  }

  private static List<String> split(String text) {
    return text.isEmpty()
        ? List.of()
        : Arrays.stream(text.split(",", -1)).map(String::strip).toList();
  }
}
