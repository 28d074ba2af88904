package warren.documents;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import warren.contracts.ErrorCode;
import warren.contracts.UuidText;

/** The parts of schemas. Constants must be copied before use. */
final class Schemas {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  static final ObjectNode SECRET = ofType("string").put("format", "password");

  static final ObjectNode TIME = ofType("string").put("format", "date-time");

  static final ObjectNode UUID =
      ofType("string").put("format", "uuid").put("pattern", "^" + UuidText.REGEX + "$");

  private Schemas() {}

  /** The schema of a value with one of these types. */
  static ObjectNode ofType(String... types) {
    var schema = NODES.objectNode();
    return types.length == 1
        ? schema.put("type", types[0])
        : schema.set("type", array(Stream.of(types)));
  }

  static ArrayNode array(Stream<String> texts) {
    var array = NODES.arrayNode();
    texts.forEach(array::add);
    return array;
  }

  /** The schema of one of these codes. */
  static ObjectNode codes(Set<ErrorCode> codes) {
    return ofType("string").set("enum", array(codes.stream().map(ErrorCode::code)));
  }

  /** The conjunction of these schemas. */
  static ObjectNode allOf(ObjectNode... schemas) {
    return NODES.objectNode().set("allOf", NODES.arrayNode().addAll(Arrays.asList(schemas)));
  }

  /** The same schema, with null allowed. */
  static ObjectNode orNull(ObjectNode schema) {
    if (!schema.has("type")) {
      return NODES.objectNode().set("anyOf", NODES.arrayNode().add(schema).add(ofType("null")));
    }
    var type = schema.get("type");
    var types = type instanceof ArrayNode several ? several : NODES.arrayNode().add(type);
    schema.set("type", types.add("null"));
    if (schema.get("enum") instanceof ArrayNode values) {
      values.addNull();
    }
    return schema;
  }
}
