package warren.service.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import warren.settings.SettingsTable;

class SettingsTableTest {
  private static final List<String> LINES =
      SettingsTable.markdown(List.of(Key.values())).lines().toList();

  @Test
  void aRowContainsTheDescriptionOfItsSetting() {
    assertTrue(
        LINES.contains(
            "| `WARREN_DB_URL` | must be set | the database, `jdbc:postgresql://host:port/name` |"));
    assertTrue(
        LINES.contains(
            "| `WARREN_DB_PASSWORD` | — | its password (or a file: `WARREN_DB_PASSWORD_FILE`) |"));
    assertTrue(
        LINES.contains(
            "| `WARREN_TOKEN_TTL` | `15m` | how long a token lives if the request doesn't say |"));
  }

  @Test
  void everySettingHasARowOfThreeCells() {
    assertEquals(Key.values().length + 2, LINES.size());
    LINES.forEach(line -> assertEquals(4, line.chars().filter(c -> c == '|').count(), line));
  }
}
