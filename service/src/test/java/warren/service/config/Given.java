package warren.service.config;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import warren.settings.SettingsException;

/** Settings in tests: the required ones, and those of a test. */
final class Given {
  static final String DB_URL = "jdbc:postgresql://localhost/warren";
  static final String SECRET = "0123456789abcdef0123456789abcdef";

  private Given() {}

  static Settings settings(String... namesAndValues) {
    return settings(pairs(namesAndValues));
  }

  static Settings settings(Map<String, String> besides) {
    return Settings.of(with(besides));
  }

  /** The problems of these settings together with the required ones. */
  static List<String> problems(String... namesAndValues) {
    return problemsOf(with(pairs(namesAndValues)));
  }

  /** The problems of these settings alone. */
  static List<String> problemsOf(Map<String, String> variables) {
    var thrown = assertThrows(SettingsException.class, () -> Settings.of(variables));
    return String.valueOf(thrown.getMessage()).lines().toList();
  }

  private static Map<String, String> with(Map<String, String> besides) {
    Map<String, String> variables = new HashMap<>();
    variables.put("WARREN_DB_URL", DB_URL);
    variables.put("WARREN_SECRET", SECRET);
    variables.putAll(besides);
    return variables;
  }

  private static Map<String, String> pairs(String... namesAndValues) {
    Map<String, String> pairs = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      pairs.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return pairs;
  }
}
