package warren.settings;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Reads settings from variables and collects all problems with them. Not thread-safe. */
public final class SettingsReader {
  private static final Pattern TRAILING_LINE_ENDS = Pattern.compile("[\\r\\n]+\\z");

  private final Map<String, Setting<?>> byVariable;
  private final Map<String, Setting<?>> byFileVariable;
  private final Map<Setting<?>, String> texts = new HashMap<>();
  private final List<String> problems = new ArrayList<>();
  private final Set<Setting<?>> wrong = new HashSet<>();

  /**
   * Collects the variables of one program.
   *
   * @param variables all variables of the environment
   * @param settings the program's settings
   * @param ignored selects variables with the prefix that another program reads
   */
  public SettingsReader(
      Map<String, String> variables, Collection<Setting<?>> settings, Predicate<String> ignored) {
    byVariable = settings.stream().collect(toUnmodifiableMap(Setting::variable, identity()));
    byFileVariable =
        settings.stream()
            .filter(setting -> setting.type().secret())
            .collect(toUnmodifiableMap(Setting::fileVariable, identity()));
    // sorted, so that the problems always have the same order
    new TreeMap<>(variables)
        .forEach(
            (name, value) -> {
              if (name.startsWith(Setting.PREFIX) && !ignored.test(name)) {
                add(name, value);
              }
            });
  }

  private void add(String name, String value) {
    var setting = byVariable.get(name);
    var fileOf = byFileVariable.get(name);
    if (setting != null) {
      // white space may be part of a secret
      texts.put(setting, setting.type().secret() ? value : value.strip());
    } else if (fileOf != null) {
      readFile(fileOf, value);
    } else {
      var nearest = Nearest.of(name, byVariable.keySet());
      problems.add(
          name
              + " is not a setting"
              + nearest.map(meant -> "; did you mean " + meant + "?").orElse(""));
    }
  }

  private void readFile(Setting<?> setting, String file) {
    if (texts.containsKey(setting)) {
      addProblem(setting, "and " + setting.fileVariable() + " cannot both be set");
      return;
    }
    try {
      // most programs that write a secret to a file end it with a line feed
      var text = TRAILING_LINE_ENDS.matcher(Files.readString(Path.of(file))).replaceFirst("");
      texts.put(setting, text);
    } catch (IOException e) {
      wrong.add(setting);
      problems.add(setting.fileVariable() + ": " + file + " cannot be read");
    }
  }

  /** Checks the value of each of these settings by itself. */
  public void check(Collection<Setting<?>> settings) {
    for (var setting : settings) {
      if (!wrong.contains(setting)) {
        try {
          parse(setting);
        } catch (InvalidValueException e) {
          addProblem(setting, Objects.requireNonNull(e.getMessage()));
        }
      }
    }
  }

  private <T> T parse(Setting<T> setting) throws InvalidValueException {
    var text = texts.getOrDefault(setting, Objects.requireNonNullElse(setting.defaultValue(), ""));
    if (text.isEmpty() && setting.defaultValue() == null) {
      throw new InvalidValueException("must be set: " + setting.meaning());
    }
    return setting.type().parse(text);
  }

  /**
   * Checks the values of two settings against each other, unless one of them is wrong by itself.
   *
   * @param problem continues a sentence that begins with the first setting's variable
   */
  public <A, B> void require(
      Setting<A> first, Setting<B> second, BiPredicate<A, B> condition, String problem) {
    check(List.of(first, second));
    if (!wrong.contains(first)
        && !wrong.contains(second)
        && !condition.test(get(first), get(second))) {
      addProblem(first, problem);
    }
  }

  private void addProblem(Setting<?> setting, String problem) {
    wrong.add(setting);
    problems.add(setting.variable() + " " + problem);
  }

  /**
   * Ends the checks.
   *
   * @throws SettingsException naming every variable that is unknown, missing or wrong
   */
  public void throwIfWrong() {
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
  }

  /** The value of a setting that has been checked. */
  public <T> T get(Setting<T> setting) {
    try {
      return parse(setting);
    } catch (InvalidValueException e) {
      throw new IllegalStateException(setting.variable() + " has not been checked", e);
    }
  }
}
