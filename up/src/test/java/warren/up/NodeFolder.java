package warren.up;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** Where programs in Node are run, with the packages that they need. */
final class NodeFolder {
  private static final Path OURS = Path.of("src/test/node");
  private static final Path INSTALLED = Path.of("target/node");

  private NodeFolder() {}

  /** Installs those that are among our tests in a folder of this name. */
  static Path install(String name) throws IOException, InterruptedException {
    return install(OURS.resolve(name), name);
  }

  /** Installs those of another folder. */
  static Path install(Path sources, String name) throws IOException, InterruptedException {
    var folder = Files.createDirectories(INSTALLED.resolve(name));
    // so that nothing is installed among the sources
    try (var files = Files.newDirectoryStream(sources, Files::isRegularFile)) {
      for (var file : files) {
        Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    try (var npm = Launched.program(folder, Map.of(), List.of("npm", "ci"))) {
      assertEquals(0, npm.exit(), npm::told);
    }
    return folder;
  }
}
