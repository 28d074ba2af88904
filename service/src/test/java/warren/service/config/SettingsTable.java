package warren.service.config;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The settings as a table in Markdown, for the README. */
public final class SettingsTable {
  private static final String HEAD =
      """
      | variable | default | meaning |
      |---|---|---|
      """;

  private SettingsTable() {}

  /** The table; each line of it ends with a line feed. */
  public static String markdown() {
    return Arrays.stream(Key.values())
        .map(SettingsTable::row)
        .collect(Collectors.joining("", HEAD, ""));
  }

  private static String row(Key key) {
    return "| `%s` | %s | %s%s |\n"
        .formatted(
            key.variable(),
            standard(key.standard()),
            key.meaning().replace("|", "\\|"),
            key.secret() ? " (or a file: `%s_FILE`)".formatted(key.variable()) : "");
  }

  private static String standard(@Nullable String value) {
    if (value == null) {
      return "must be set";
    }
    return value.isEmpty() ? "—" : "`" + value + "`";
  }
}
