package warren.contracts.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import warren.contracts.Catalogue;

/** The AsyncAPI document as AsyncAPI's own parser sees it, in Node. */
final class AsyncApiIT {
  private static final Path SOURCES = Path.of("src/test/node");
  private static final Path FOLDER = Path.of("target/node");
  private static final Path DOCUMENT = Path.of("asyncapi.json").toAbsolutePath();
  private static final long PATIENCE_S = 300;

  @TempDir Path scratch;

  /** What a program has said, and whether it was content. */
  private record Ended(int status, String said) {}

  @BeforeAll
  static void install(@TempDir Path scratch) throws Exception {
    Files.createDirectories(FOLDER);
    // so that nothing is installed among the sources
    try (var files = Files.newDirectoryStream(SOURCES, Files::isRegularFile)) {
      for (var file : files) {
        Files.copy(file, FOLDER.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    var npm = run(scratch, "npm", "ci");
    assertEquals(0, npm.status, npm.said);
  }

  @Test
  void theDocumentIsValid() throws Exception {
    // and that which sends events
    var expected = new Ended(0, Catalogue.OPERATIONS.size() + 1 + " operations\n");
    assertEquals(expected, validate(DOCUMENT));
  }

  @Test
  void aMistakeWouldBeFound() throws Exception {
    var wrong = Files.readString(DOCUMENT).replaceFirst("\"receive\"", "\"take\"");
    var ended = validate(Files.writeString(scratch.resolve("wrong.json"), wrong));
    assertEquals(1, ended.status);
    assertTrue(ended.said.startsWith("operations/RequestLoginToken/action: "), ended.said);
  }

  private Ended validate(Path document) throws Exception {
    return run(scratch, "node", "validate.mjs", document.toString());
  }

  private static Ended run(Path scratch, String... command) throws Exception {
    var said = scratch.resolve("said");
    var process = start(said, command);
    try {
      assertTrue(process.waitFor(PATIENCE_S, TimeUnit.SECONDS), () -> "runs on: " + command[0]);
      return new Ended(process.exitValue(), Files.readString(said));
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static Process start(Path said, String... command) throws IOException {
    return new ProcessBuilder(List.of(command))
        .directory(FOLDER.toFile())
        .redirectErrorStream(true)
        .redirectOutput(said.toFile())
        .start();
  }
}
