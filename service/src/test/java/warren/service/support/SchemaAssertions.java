package warren.service.support;

import static java.util.stream.Collectors.toUnmodifiableMap;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import warren.contracts.catalogue.Catalogue;
import warren.contracts.catalogue.Operation;
import warren.documents.Comments;
import warren.documents.JsonSchemas;

/** Replies and events match the published schemas. */
public final class SchemaAssertions {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);
  private static final JsonSchemas SCHEMAS = JsonSchemas.whole(Comments.load());

  private static final Schema REFUSAL = REGISTRY.getSchema(SCHEMAS.refusal());
  private static final Schema EVENT = REGISTRY.getSchema(SCHEMAS.event());
  private static final Map<String, Schema> REPLIES =
      Catalogue.OPERATIONS.stream()
          .collect(
              toUnmodifiableMap(
                  Operation::name, operation -> REGISTRY.getSchema(SCHEMAS.reply(operation))));

  private SchemaAssertions() {}

  public static void assertReply(Operation<?, ?> operation, JsonNode body) {
    assertValid(Objects.requireNonNull(REPLIES.get(operation.name())), body);
  }

  public static void assertEvent(JsonNode body) {
    assertValid(EVENT, body);
  }

  public static void assertRefusal(JsonNode body) {
    assertValid(REFUSAL, body);
  }

  private static void assertValid(Schema schema, JsonNode body) {
    assertEquals(List.of(), schema.validate(body), body::toString);
  }
}
