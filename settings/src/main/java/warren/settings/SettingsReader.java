package warren.settings;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import warren.contracts.Secret;

/** Reads settings as what they are, and gathers what is wrong with them. Not thread-safe. */
public final class SettingsReader {
  private static final String FILE = "_FILE";
  private static final Pattern LINE_ENDS = Pattern.compile("[\\r\\n]+\\z");

  private final Map<String, Setting> known;
  private final Map<Setting, String> given = new HashMap<>();
  private final List<String> problems = new ArrayList<>();
  private final Set<Setting> wrong = new HashSet<>();

  /**
   * Takes the variables of one program.
   *
   * @param variables all that are set
   * @param known the program's settings
   * @param others whether a variable with our prefix, that isn't one of them, is none of its
   *     business
   */
  public SettingsReader(
      Map<String, String> variables,
      Collection<? extends Setting> known,
      Predicate<String> others) {
    this.known = known.stream().collect(toUnmodifiableMap(Setting::variable, identity()));
    // in order, so that what is wrong is always said alike
    new TreeMap<>(variables)
        .forEach(
            (name, value) -> {
              if (name.startsWith(Setting.PREFIX) && !others.test(name)) {
                take(name, value);
              }
            });
  }

  private void take(String name, String value) {
    var setting = known.get(name);
    if (setting != null) {
      // white space may belong to a secret
      given.put(setting, setting.secret() ? value : value.strip());
      return;
    }
    var fileOf =
        name.endsWith(FILE) ? known.get(name.substring(0, name.length() - FILE.length())) : null;
    if (fileOf != null && fileOf.secret()) {
      readFile(fileOf, name, value);
    } else {
      var nearest = Nearest.of(name, known.keySet());
      problems.add(name + " is no setting; did you mean " + nearest + "?");
    }
  }

  private void readFile(Setting setting, String name, String file) {
    if (given.containsKey(setting)) {
      problem(setting, "and " + name + " can't both be set");
      return;
    }
    try {
      // which most programs that write one put at its end
      given.put(setting, LINE_ENDS.matcher(Files.readString(Path.of(file))).replaceFirst(""));
    } catch (IOException e) {
      wrong.add(setting);
      problems.add(name + ": " + file + " can't be read");
    }
  }

  private String value(Setting setting) {
    return given.getOrDefault(
        setting, setting.defaultValue() == null ? "" : setting.defaultValue());
  }

  /** As it is; must not be empty unless its standard is. */
  public String text(Setting setting) {
    var value = value(setting);
    if (wrong.contains(setting)) {
      return value; // its file can't be read
    }
    if (value.isEmpty() && setting.defaultValue() == null) {
      problem(setting, "must be set: " + setting.meaning());
    } else if (value.isEmpty() && !"".equals(setting.defaultValue())) {
      problem(setting, "must not be empty");
    }
    return value;
  }

  /** As a secret. */
  public Secret secret(Setting setting) {
    return Secret.of(text(setting));
  }

  /** A whole number within bounds. */
  public int number(Setting setting, int min, int max) {
    var value = value(setting);
    if (value.matches("\\d{1,9}")) {
      var number = Integer.parseInt(value);
      if (number >= min && number <= max) {
        return number;
      }
    }
    return problem(setting, "must be a whole number from " + min + " to " + max, min);
  }

  /** The same, or another where none is set. */
  public int numberOr(Setting setting, int otherwise, int min, int max) {
    return value(setting).isEmpty() ? otherwise : number(setting, min, max);
  }

  /** True or false. */
  public boolean flag(Setting setting) {
    return switch (value(setting)) {
      case "true" -> true;
      case "false" -> false;
      default -> problem(setting, "must be true or false", false);
    };
  }

  /** A time up to a year: one without end is no time to wait, and overflows in nanoseconds. */
  public Duration duration(Setting setting) {
    return duration(setting, "365d");
  }

  /** A time up to the longest one. */
  public Duration duration(Setting setting, String longest) {
    var most = Durations.parse(longest).orElseThrow();
    var duration = Durations.parse(value(setting));
    if (duration.isEmpty()) {
      return problem(setting, "must be a time such as 500ms, 10s, 15m or 24h", most);
    }
    if (duration.get().compareTo(most) > 0) {
      return problem(setting, "must be at most " + longest, most);
    }
    return duration.get();
  }

  /** One of the constants, in small letters. */
  public <E extends Enum<E>> E choice(Setting setting, Class<E> type) {
    var value = value(setting);
    var choices = type.getEnumConstants();
    return Arrays.stream(choices)
        .filter(choice -> choice.name().toLowerCase(Locale.ROOT).equals(value))
        .findFirst()
        .orElseGet(
            () ->
                problem(
                    setting,
                    "must be one of " + Arrays.toString(choices).toLowerCase(Locale.ROOT),
                    choices[0]));
  }

  /** A regular expression; null where none is set. */
  public @Nullable Pattern pattern(Setting setting) {
    try {
      return value(setting).isEmpty() ? null : Pattern.compile(value(setting));
    } catch (PatternSyntaxException e) {
      problem(setting, "is no regular expression: " + e.getDescription());
      return null;
    }
  }

  /** A file that can be read; null where none is set. */
  public @Nullable Path file(Setting setting) {
    if (value(setting).isEmpty()) {
      return null;
    }
    var file = Path.of(value(setting)).toAbsolutePath();
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      problem(setting, "must name a file that can be read");
    }
    return file;
  }

  /** What stands between the commas. */
  public Set<String> list(Setting setting) {
    if (value(setting).isEmpty()) {
      return Set.of();
    }
    var entries =
        Arrays.stream(value(setting).split(",", -1))
            .map(String::strip)
            .collect(toUnmodifiableSet());
    if (entries.contains("")) {
      problem(setting, "must be names with a comma between them");
    }
    return entries;
  }

  /** Whether all of these are right so far, and so can be held against each other. */
  public boolean right(Setting... settings) {
    return Arrays.stream(settings).noneMatch(wrong::contains);
  }

  /** Something else that is wrong with one. */
  public void problem(Setting setting, String what) {
    wrong.add(setting);
    problems.add(setting.variable() + " " + what);
  }

  private <T> T problem(Setting setting, String what, T insteadOfIt) {
    problem(setting, what);
    return insteadOfIt;
  }

  /**
   * Ends the reading.
   *
   * @throws SettingsException naming everything that is unknown, missing or wrong
   */
  public void throwIfWrong() {
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
  }
}
