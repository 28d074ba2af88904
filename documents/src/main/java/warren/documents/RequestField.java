package warren.documents;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.Change;
import warren.contracts.RoleReference;
import warren.contracts.Secret;
import warren.contracts.fields.Default;
import warren.contracts.fields.Email;
import warren.contracts.fields.FieldAnnotations;
import warren.contracts.fields.Limit;
import warren.contracts.fields.Trimmed;
import warren.contracts.json.RecordReader;

/**
 * The schema of a request's field, as {@link RecordReader} reads it: null is allowed for optional
 * fields, and numbers and booleans may be texts. The schema is less strict than the reader where
 * JSON Schema is weak: the bounds of a number in a text, 64-bit numbers, and the characters of a
 * text.
 */
final class RequestField {
  private static final ObjectNode NUMBER =
      Schemas.ofType("integer", "string").put("format", "int64").put("pattern", "^-?[0-9]{1,18}$");

  private static final ObjectNode BOOLEAN =
      Schemas.ofType("boolean", "string")
          .set(
              "enum",
              JsonNodeFactory.instance.arrayNode().add(true).add(false).add("true").add("false"));

  private static final ObjectNode ROLE =
      Schemas.ofType("string", "integer")
          .put("minLength", 1)
          .put("maxLength", RoleReference.MAX_LENGTH)
          .put("minimum", Integer.MIN_VALUE)
          .put("maximum", Integer.MAX_VALUE);

  private static final Map<Type, ObjectNode> SCALARS =
      Map.ofEntries(
          entry(Secret.class, Schemas.SECRET),
          entry(UUID.class, Schemas.UUID),
          entry(Instant.class, Schemas.TIME),
          entry(long.class, NUMBER),
          entry(Long.class, NUMBER),
          entry(boolean.class, BOOLEAN),
          entry(Boolean.class, BOOLEAN),
          entry(RoleReference.class, ROLE));

  private RequestField() {}

  static ObjectNode schema(RecordComponent component) {
    var limit = FieldAnnotations.find(component, Limit.class);
    var schema =
        component.getType() == List.class ? list(component, limit) : scalar(component, limit);
    var mayBeNull = RecordReader.isOptional(component) || component.getType() == Change.class;
    return mayBeNull ? Schemas.orNull(schema) : schema;
  }

  private static ObjectNode list(RecordComponent component, @Nullable Limit limit) {
    var schema = Schemas.ofType("array");
    bound(schema, "minItems", "maxItems", limit);
    return schema.set("items", scalar(component, null));
  }

  private static ObjectNode scalar(RecordComponent component, @Nullable Limit limit) {
    var type = RecordTypes.elementOf(component);
    if (type == String.class) {
      return text(component, limit);
    }
    var scalar = SCALARS.get(type);
    if (scalar == null) {
      throw new IllegalArgumentException("no schema for " + type + " of " + component);
    }
    var schema = scalar.deepCopy();
    bound(schema, "minimum", "maximum", limit);
    var value = FieldAnnotations.find(component, Default.class);
    if (value != null) {
      schema.put("default", value.value());
    }
    return schema;
  }

  private static ObjectNode text(RecordComponent component, @Nullable Limit limit) {
    var schema = Schemas.ofType("string");
    bound(schema, "minLength", "maxLength", limit);
    if (limit == null) {
      schema.put("maxLength", Limit.OF_OTHER_TEXTS);
    }
    if (FieldAnnotations.has(component, Trimmed.class)) {
      schema.put("pattern", "^\\S([\\s\\S]*\\S)?$");
    }
    if (FieldAnnotations.has(component, Email.class)) {
      schema.put("pattern", "^[^@\\s]+@[^@\\s]+$");
    }
    return schema;
  }

  private static void bound(ObjectNode schema, String least, String most, @Nullable Limit limit) {
    if (limit != null) {
      schema.put(least, limit.min());
      if (limit.max() < Long.MAX_VALUE) {
        schema.put(most, limit.max());
      }
    }
  }
}
