package warren.up;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class UpTest {
  @Test
  void keepsEverythingInTheHomeFolder() {
    assertEquals(
        Path.of("/home/ann/.local/share/warren"), Up.standardFolder(Map.of("HOME", "/home/ann")));
  }

  @Test
  void keepsEverythingWhereTheDesktopSays() {
    assertEquals(
        Path.of("/data/warren"),
        Up.standardFolder(Map.of("HOME", "/home/ann", "XDG_DATA_HOME", "/data")));
  }

  @Test
  void ignoresARelativePlace() {
    assertEquals(
        Path.of("/home/ann/.local/share/warren"),
        Up.standardFolder(Map.of("HOME", "/home/ann", "XDG_DATA_HOME", "data")));
  }

  @Test
  void isTheFirstCommandInTheHelp() {
    assertEquals("up", Main.commandLine().getSubcommands().keySet().iterator().next());
    assertTrue(Main.commandLine().getSubcommands().keySet().size() > 1);
  }
}
