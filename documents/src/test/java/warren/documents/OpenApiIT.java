package warren.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import warren.contracts.catalogue.Catalogue;
import warren.documents.NodePrograms.Ended;

/** The OpenAPI document as OpenAPI's own schema sees it, and JSON Schema's the schemas within. */
final class OpenApiIT {
  private static final String DOCUMENT =
      OpenApi.document("1.2.3", Comments.load(), Catalogue.OPERATIONS).toString();

  private static NodePrograms programs;

  @TempDir Path scratch;

  @BeforeAll
  static void install() throws Exception {
    programs = NodePrograms.install("openapi");
  }

  private Ended validate(String document) throws Exception {
    return programs.run(
        "validate.mjs", Files.writeString(scratch.resolve("openapi.json"), document));
  }

  @Test
  void theDocumentIsValid() throws Exception {
    var expected = new Ended(0, Catalogue.OPERATIONS.size() + " operations\n");
    assertEquals(expected, validate(DOCUMENT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "requestBody | body | /paths/~1rpc~1RequestLoginToken/post: ",
        "bearerFormat | format | /components/securitySchemes/token: ",
        "schemas/LoginTokenRequest\" | schemas/Nothing\" | : Can't resolve #/components/schemas/Nothing",
        "minLength\":1, | minLength\":-1, | /components/schemas/LoginTokenRequest/properties/username/minLength: ",
        "string | text | /paths/~1rpc~1RequestLoginToken/post/responses/200/content/application~1json/schema/"
      })
  void aMistakeWouldBeFound(String right, String wrong, String said) throws Exception {
    var document = DOCUMENT.replace(right, wrong);
    assertNotEquals(DOCUMENT, document);
    var ended = validate(document);
    assertEquals(1, ended.status());
    assertTrue(ended.said().startsWith(said), ended.said());
  }
}
