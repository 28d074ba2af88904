package warren.up;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class UpTest {
  @Test
  void theDataFolderIsInTheHomeFolder() {
    assertEquals(
        Path.of("/home/ann/.local/share/warren"), Up.defaultFolder(Map.of("HOME", "/home/ann")));
  }

  @Test
  void xdgDataHomeReplacesTheHomeFolder() {
    assertEquals(
        Path.of("/data/warren"),
        Up.defaultFolder(Map.of("HOME", "/home/ann", "XDG_DATA_HOME", "/data")));
  }

  @Test
  void aRelativeXdgDataHomeIsIgnored() {
    assertEquals(
        Path.of("/home/ann/.local/share/warren"),
        Up.defaultFolder(Map.of("HOME", "/home/ann", "XDG_DATA_HOME", "data")));
  }

  @Test
  void upIsTheFirstCommandInTheHelp() {
    assertEquals("up", Main.commandLine().getSubcommands().keySet().iterator().next());
    assertTrue(Main.commandLine().getSubcommands().keySet().size() > 1);
  }
}
