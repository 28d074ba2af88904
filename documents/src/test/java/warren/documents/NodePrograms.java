package warren.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The programs in Node of one folder, with the packages that they need. */
final class NodePrograms {
  private static final Path SOURCES = Path.of("src/test/node");
  private static final Path INSTALLED = Path.of("target/node");
  private static final long PATIENCE_S = 300;

  private final Path folder;

  private NodePrograms(Path folder) {
    this.folder = folder;
  }

  /** The output of a program and its exit status. */
  record Ended(int status, String said) {}

  /** Installs those of this folder. */
  static NodePrograms install(String name) throws IOException, InterruptedException {
    var folder = Files.createDirectories(INSTALLED.resolve(name));
    // so that nothing is installed among the sources
    try (var files = Files.newDirectoryStream(SOURCES.resolve(name))) {
      for (var file : files) {
        Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    var programs = new NodePrograms(folder);
    var npm = programs.run("npm", "ci");
    assertEquals(0, npm.status, npm.said);
    return programs;
  }

  /** Runs one of them on a file. */
  Ended run(String program, Path file) throws IOException, InterruptedException {
    return run("node", program, file.toAbsolutePath().toString());
  }

  private Ended run(String... command) throws IOException, InterruptedException {
    var said = Files.createTempFile("node", ".out");
    var process = start(said, command);
    try {
      assertTrue(process.waitFor(PATIENCE_S, TimeUnit.SECONDS), () -> "runs on: " + command[0]);
      return new Ended(process.exitValue(), Files.readString(said));
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      Files.delete(said);
    }
  }

  private Process start(Path said, String... command) throws IOException {
    return new ProcessBuilder(List.of(command))
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(said.toFile())
        .start();
  }
}
