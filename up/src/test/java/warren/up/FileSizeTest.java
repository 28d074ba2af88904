package warren.up;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The Java files of all modules, including their tests, are small. */
final class FileSizeTest {
  private static final int MAX_LINES = 250;

  /** One list of declarations in the order of the documentation: a split would hide the order. */
  private static final String SETTINGS =
      "service/src/main/java/warren/service/config/ServiceSetting.java";

  private static long lines(Path file) {
    try (var lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aFileHasAtMost250LinesUnlessItIsAListOfDeclarations() throws IOException {
    var large =
        Texts.javaFiles()
            .filter(file -> lines(file) > MAX_LINES)
            .map(file -> ShellBlocks.HOME.relativize(file).toString())
            .collect(Collectors.toSet());
    assertEquals(Set.of(SETTINGS), large);
  }

  @Test
  void theFilesOfAllModulesAreRead() throws IOException {
    var modules =
        Texts.javaFiles()
            .map(file -> ShellBlocks.HOME.relativize(file).getName(0).toString())
            .collect(Collectors.toSet());
    try (var folders = Files.newDirectoryStream(ShellBlocks.HOME)) {
      for (var folder : folders) {
        if (Files.isDirectory(folder.resolve("src/main/java"))) {
          assertTrue(modules.contains(folder.getFileName().toString()), folder::toString);
        }
      }
    }
  }
}
