package warren.settings;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Settings as a table in Markdown, for the documentation. */
public final class SettingsTable {
  private static final String HEAD =
      """
      | variable | values | default | meaning |
      |---|---|---|---|
      """;

  private SettingsTable() {}

  /** The table; each of its lines ends with a line feed. */
  public static String markdown(List<Setting<?>> settings) {
    return settings.stream().map(SettingsTable::row).collect(Collectors.joining("", HEAD, ""));
  }

  private static String row(Setting<?> setting) {
    return "| `%s` | %s | %s | %s%s |\n"
        .formatted(
            setting.variable(),
            setting.type().values().replace("|", "\\|"),
            defaultValue(setting.defaultValue()),
            setting.meaning().replace("|", "\\|"),
            setting.type().secret() ? fileNote(setting) : "");
  }

  private static String fileNote(Setting<?> setting) {
    return " (or in the file named by `%s`)".formatted(setting.fileVariable());
  }

  private static String defaultValue(@Nullable String value) {
    if (value == null) {
      return "must be set";
    }
    return value.isEmpty() ? "—" : "`" + value + "`";
  }
}
