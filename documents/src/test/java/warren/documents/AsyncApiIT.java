package warren.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import warren.contracts.catalogue.Catalogue;
import warren.documents.NodePrograms.Ended;

/** The AsyncAPI document as AsyncAPI's own parser sees it, in Node. */
final class AsyncApiIT {
  private static final Path DOCUMENT = Path.of("..", "contracts", "asyncapi.json");

  private static NodePrograms programs;

  @BeforeAll
  static void install() throws Exception {
    programs = NodePrograms.install("asyncapi");
  }

  private static Ended validate(Path document) throws Exception {
    return programs.run("validate.mjs", document);
  }

  @Test
  void theDocumentIsValid() throws Exception {
    // and that which sends events
    var expected = new Ended(0, Catalogue.OPERATIONS.size() + 1 + " operations\n");
    assertEquals(expected, validate(DOCUMENT));
  }

  @Test
  void aMistakeWouldBeFound(@TempDir Path scratch) throws Exception {
    var wrong = Files.readString(DOCUMENT).replaceFirst("\"receive\"", "\"take\"");
    var ended = validate(Files.writeString(scratch.resolve("wrong.json"), wrong));
    assertEquals(1, ended.status());
    assertTrue(ended.said().startsWith("operations/RequestLoginToken/action: "), ended.said());
  }
}
