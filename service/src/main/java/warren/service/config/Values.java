package warren.service.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import warren.contracts.Secret;

/** Reads settings as what they are, and gathers what is wrong with them. */
final class Values {
  private static final String FILE = "_FILE";
  private static final List<String> VARIABLES =
      Arrays.stream(Key.values()).map(Key::variable).toList();

  private final Map<Key, String> given = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  Values(Map<String, String> variables) {
    variables.forEach(
        (name, value) -> {
          if (name.startsWith(Key.PREFIX)) {
            take(name, value);
          }
        });
  }

  private void take(String name, String value) {
    var key = Key.of(name);
    if (key.isPresent()) {
      given.put(key.get(), value.strip());
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
    try {
      given.put(key, Files.readString(Path.of(file)).strip());
    } catch (IOException e) {
      problems.add(name + ": " + file + " can't be read");
    }
  }

  String text(Key key) {
    var value = given.getOrDefault(key, key.standard() == null ? "" : key.standard());
    if (value.isEmpty() && key.standard() == null) {
      problem(key, "must be set: " + key.meaning());
    }
    return value;
  }

  Secret secret(Key key) {
    return Secret.of(text(key));
  }

  int number(Key key, int min, int max) {
    var value = text(key);
    if (value.matches("\\d{1,9}")) {
      var number = Integer.parseInt(value);
      if (number >= min && number <= max) {
        return number;
      }
    }
    return problem(key, "must be a whole number from " + min + " to " + max, min);
  }

  int numberOr(Key key, int otherwise, int min, int max) {
    return text(key).isEmpty() ? otherwise : number(key, min, max);
  }

  boolean flag(Key key) {
    return switch (text(key)) {
      case "true" -> true;
      case "false" -> false;
      default -> problem(key, "must be true or false", false);
    };
  }

  Duration duration(Key key) {
    return Durations.parse(text(key))
        .orElseGet(
            () ->
                problem(
                    key, "must be a time such as 500ms, 10s, 15m or 24h", Duration.ofSeconds(1)));
  }

  <E extends Enum<E>> E choice(Key key, Class<E> type) {
    var value = text(key);
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
      return text(key).isEmpty() ? null : Pattern.compile(text(key));
    } catch (PatternSyntaxException e) {
      problem(key, "is no regular expression: " + e.getDescription());
      return null;
    }
  }

  void problem(Key key, String what) {
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
