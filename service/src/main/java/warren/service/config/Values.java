package warren.service.config;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import warren.contracts.Secret;

/** Reads settings as what they are, and gathers what is wrong with them. */
final class Values {
  private static final String FILE = "_FILE";
  private static final Pattern LINE_ENDS = Pattern.compile("[\\r\\n]+\\z");
  private static final List<String> VARIABLES =
      Arrays.stream(Key.values()).map(Key::variable).toList();

  private final Map<Key, String> given = new HashMap<>();
  private final List<String> problems = new ArrayList<>();
  private final Set<Key> wrong = EnumSet.noneOf(Key.class);

  Values(Map<String, String> variables) {
    // in order, so that what is wrong is always said alike
    new TreeMap<>(variables)
        .forEach(
            (name, value) -> {
              if (name.startsWith(Key.PREFIX)) {
                take(name, value);
              }
            });
  }

  private void take(String name, String value) {
    var key = Key.of(name);
    if (key.isPresent()) {
      // white space may belong to a secret
      given.put(key.get(), key.get().secret() ? value : value.strip());
      return;
    }
    var fileOf =
        name.endsWith(FILE) ? Key.of(name.substring(0, name.length() - FILE.length())) : key;
    if (fileOf.filter(Key::secret).isPresent()) {
      readFile(fileOf.get(), name, value);
    } else {
      problems.add(name + " is no setting; did you mean " + Nearest.of(name, VARIABLES) + "?");
    }
  }

  private void readFile(Key key, String name, String file) {
    if (given.containsKey(key)) {
      problem(key, "and " + name + " can't both be set");
      return;
    }
    try {
      // which most programs that write one put at its end
      given.put(key, LINE_ENDS.matcher(Files.readString(Path.of(file))).replaceFirst(""));
    } catch (IOException e) {
      wrong.add(key);
      problems.add(name + ": " + file + " can't be read");
    }
  }

  private String value(Key key) {
    return given.getOrDefault(key, key.standard() == null ? "" : key.standard());
  }

  String text(Key key) {
    var value = value(key);
    if (wrong.contains(key)) {
      return value; // its file can't be read
    }
    if (value.isEmpty() && key.standard() == null) {
      problem(key, "must be set: " + key.meaning());
    } else if (value.isEmpty() && !"".equals(key.standard())) {
      problem(key, "must not be empty");
    }
    return value;
  }

  Secret secret(Key key) {
    return Secret.of(text(key));
  }

  int number(Key key, int min, int max) {
    var value = value(key);
    if (value.matches("\\d{1,9}")) {
      var number = Integer.parseInt(value);
      if (number >= min && number <= max) {
        return number;
      }
    }
    return problem(key, "must be a whole number from " + min + " to " + max, min);
  }

  int numberOr(Key key, int otherwise, int min, int max) {
    return value(key).isEmpty() ? otherwise : number(key, min, max);
  }

  boolean flag(Key key) {
    return switch (value(key)) {
      case "true" -> true;
      case "false" -> false;
      default -> problem(key, "must be true or false", false);
    };
  }

  /** A time up to a year: one without end is no time to wait, and overflows in nanoseconds. */
  Duration duration(Key key) {
    return duration(key, "365d");
  }

  /** A time up to the longest one. */
  Duration duration(Key key, String longest) {
    var most = Durations.parse(longest).orElseThrow();
    var duration = Durations.parse(value(key));
    if (duration.isEmpty()) {
      return problem(key, "must be a time such as 500ms, 10s, 15m or 24h", most);
    }
    if (duration.get().compareTo(most) > 0) {
      return problem(key, "must be at most " + longest, most);
    }
    return duration.get();
  }

  <E extends Enum<E>> E choice(Key key, Class<E> type) {
    var value = value(key);
    var choices = type.getEnumConstants();
    return Arrays.stream(choices)
        .filter(choice -> choice.name().toLowerCase(Locale.ROOT).equals(value))
        .findFirst()
        .orElseGet(
            () ->
                problem(
                    key,
                    "must be one of " + Arrays.toString(choices).toLowerCase(Locale.ROOT),
                    choices[0]));
  }

  @Nullable Pattern pattern(Key key) {
    try {
      return value(key).isEmpty() ? null : Pattern.compile(value(key));
    } catch (PatternSyntaxException e) {
      problem(key, "is no regular expression: " + e.getDescription());
      return null;
    }
  }

  /** What stands between the commas. */
  Set<String> list(Key key) {
    if (value(key).isEmpty()) {
      return Set.of();
    }
    var entries =
        Arrays.stream(value(key).split(",", -1)).map(String::strip).collect(toUnmodifiableSet());
    if (entries.contains("")) {
      problem(key, "must be names with a comma between them");
    }
    return entries;
  }

  /** Whether all of these are right so far, and so can be held against each other. */
  boolean right(Key... keys) {
    return Arrays.stream(keys).noneMatch(wrong::contains);
  }

  void problem(Key key, String what) {
    wrong.add(key);
    problems.add(key.variable() + " " + what);
  }

  private <T> T problem(Key key, String what, T insteadOfIt) {
    problem(key, what);
    return insteadOfIt;
  }

  void throwIfWrong() {
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
  }
}
