package warren.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;

/** The results of an independent JSON Schema validator. */
final class Valid {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);

  private Valid() {}

  static Schema schema(JsonNode schema) {
    return REGISTRY.getSchema(schema);
  }

  /** The errors; empty for a valid value. */
  static List<String> problems(JsonNode schema, JsonNode value) {
    return schema(schema).validate(value).stream().map(Error::toString).toList();
  }
}
