package warren.up;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** Folders of Node programs with their packages installed. */
final class NodeFolder {
  private static final Path OURS = Path.of("src/test/node");
  private static final Path INSTALLED = Path.of("target/node");

  private NodeFolder() {}

  /** Installs the programs of this folder of {@code src/test/node}. */
  static Path install(String name) throws IOException, InterruptedException {
    return install(OURS.resolve(name), name);
  }

  /** Installs the programs of another folder. */
  static Path install(Path sources, String name) throws IOException, InterruptedException {
    var folder = Files.createDirectories(INSTALLED.resolve(name));
    // a copy, so that no packages are installed among the sources
    try (var files = Files.newDirectoryStream(sources, Files::isRegularFile)) {
      for (var file : files) {
        Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    try (var npm = Launched.program(folder, Map.of(), List.of("npm", "ci"))) {
      assertEquals(0, npm.exit(), npm::output);
    }
    return folder;
  }
}
