package warren.service.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import warren.settings.SettingsTable;

class SettingsTableTest {
  private static final List<String> LINES =
      SettingsTable.markdown(ServiceSetting.ALL).lines().toList();

  @Test
  void aRowHasTheAllowedValuesTheDefaultAndTheMeaning() {
    assertTrue(
        LINES.contains(
            "| `WARREN_DB_URL` | JDBC URL | must be set"
                + " | URL of the PostgreSQL database, `jdbc:postgresql://host:port/name` |"));
    assertTrue(
        LINES.contains(
            "| `WARREN_DB_PASSWORD` | text | —"
                + " | password for the database (or in the file named by `WARREN_DB_PASSWORD_FILE`) |"));
    assertTrue(
        LINES.contains(
            "| `WARREN_DB_TIMEOUT` | 250ms to 1h | `3s` | maximum time that a request waits for a"
                + " database connection; then it is refused with status 503 |"));
    assertTrue(
        LINES.contains(
            "| `WARREN_TOKEN_TTL` | at most 365d | `15m`"
                + " | lifetime of a token if the request does not specify it |"));
    assertTrue(
        LINES.contains(
            "| `WARREN_THREADS` | 1 to 256 | `8` | threads for operations that neither hash"
                + " passwords nor look up one account or token |"));
  }

  @Test
  void everySettingHasARowOfFourCells() {
    assertEquals(ServiceSetting.ALL.size() + 2, LINES.size());
    LINES.forEach(line -> assertEquals(5, line.chars().filter(c -> c == '|').count(), line));
  }
}
