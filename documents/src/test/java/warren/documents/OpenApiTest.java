package warren.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import warren.contracts.ErrorCode;
import warren.contracts.catalogue.Access;
import warren.contracts.catalogue.AccountCatalogue;
import warren.contracts.catalogue.Catalogue;
import warren.contracts.catalogue.Operation;

class OpenApiTest {
  private static final ObjectNode DOCUMENT =
      OpenApi.document("1.2.3", Comments.load(), Catalogue.OPERATIONS);
  private static final Set<String> REFERENCES = Set.copyOf(DOCUMENT.findValuesAsText("$ref"));

  private static JsonNode at(String reference) {
    return DOCUMENT.at(reference.substring("#".length()));
  }

  private static JsonNode post(Operation<?, ?> operation) {
    return DOCUMENT.get("paths").get("/rpc/" + operation).get("post");
  }

  private static void assertExampleIsValid(JsonNode content) {
    var json = content.get("application/json");
    var schema = Schemas.allOf((ObjectNode) json.get("schema"));
    assertEquals(
        List.of(),
        Valid.problems(schema.set("components", at("#/components")), json.get("example")));
  }

  @Test
  void theDocumentHasATitleAndAVersion() {
    assertEquals("3.1.0", DOCUMENT.get("openapi").textValue());
    assertEquals("1.2.3", DOCUMENT.at("/info/version").textValue());
    assertEquals(Catalogue.OPERATIONS.size(), DOCUMENT.get("paths").size());
  }

  @Test
  void everyReferenceResolvesAndEveryComponentIsUsed() {
    var schemas = new TreeSet<String>();
    at("#/components/schemas")
        .fieldNames()
        .forEachRemaining(name -> schemas.add(OpenApi.SCHEMAS + name));
    assertEquals(schemas, new TreeSet<>(REFERENCES));
  }

  @Test
  void onlyOfferedOperationsAreListed() {
    var one = OpenApi.document("1", Comments.load(), List.of(AccountCatalogue.USERNAME));
    assertEquals(1, one.get("paths").size());
    assertTrue(one.get("paths").has("/rpc/RequestUsername"));
    assertEquals(
        Set.of("Refusal", "Refused", "Username", "UsernameRequest"),
        names(one.at("/components/schemas")));
  }

  private static Set<String> names(JsonNode object) {
    var names = new TreeSet<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @ParameterizedTest
  @FieldSource("warren.contracts.catalogue.Catalogue#OPERATIONS")
  void itsExamplesAreOfItsSchemas(Operation<?, ?> operation) {
    assertExampleIsValid(post(operation).get("requestBody").get("content"));
    post(operation)
        .get("responses")
        .forEach(response -> assertExampleIsValid(response.get("content")));
  }

  @ParameterizedTest
  @FieldSource("warren.contracts.catalogue.Catalogue#OPERATIONS")
  void anOperationListsItsRefusalsAndWhetherItRequiresAToken(Operation<?, ?> operation) {
    var found = new TreeSet<String>();
    for (var response : post(operation).get("responses")) {
      response
          .findValues("enum")
          .forEach(list -> list.forEach(code -> found.add(code.textValue())));
    }
    var expected = new TreeSet<String>();
    operation.refusals().stream().map(ErrorCode::code).forEach(expected::add);
    assertEquals(expected, found);
    var needsToken = operation.access().token() == Access.Token.REQUIRED;
    assertEquals(needsToken ? 1 : 2, post(operation).get("security").size());
    assertFalse(post(operation).get("summary").textValue().isEmpty());
  }
}
