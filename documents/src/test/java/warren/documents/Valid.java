package warren.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;

/** What a validator of others' says of JSON and schemas. */
final class Valid {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);

  private Valid() {}

  static Schema schema(JsonNode schema) {
    return REGISTRY.getSchema(schema);
  }

  /** What is wrong with it; nothing if it is right. */
  static List<String> problems(JsonNode schema, JsonNode value) {
    return schema(schema).validate(value).stream().map(Error::toString).toList();
  }
}
