package warren.settings;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The settings as a table in Markdown, for the documentation. */
public final class SettingsTable {
  private static final String HEAD =
      """
      | variable | default | meaning |
      |---|---|---|
      """;

  private SettingsTable() {}

  /** The table; each line of it ends with a line feed. */
  public static String markdown(List<? extends Setting> settings) {
    return settings.stream().map(SettingsTable::row).collect(Collectors.joining("", HEAD, ""));
  }

  private static String row(Setting setting) {
    return "| `%s` | %s | %s%s |\n"
        .formatted(
            setting.variable(),
            standard(setting.defaultValue()),
            setting.meaning().replace("|", "\\|"),
            setting.secret() ? " (or a file: `%s_FILE`)".formatted(setting.variable()) : "");
  }

  private static String standard(@Nullable String value) {
    if (value == null) {
      return "must be set";
    }
    return value.isEmpty() ? "—" : "`" + value + "`";
  }
}
