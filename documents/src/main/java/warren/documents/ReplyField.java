package warren.documents;

import static java.util.Map.entry;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import warren.contracts.ErrorCode;
import warren.contracts.Secret;
import warren.contracts.json.RecordReader;

/** The schema of a reply's field. A missing value is null, or absent if the record omits nulls. */
final class ReplyField {
  private static final ObjectNode LONG = Schemas.ofType("integer").put("format", "int64");
  private static final ObjectNode INT = Schemas.ofType("integer").put("format", "int32");
  private static final ObjectNode BOOLEAN = Schemas.ofType("boolean");

  private static final Map<Type, ObjectNode> SCALARS =
      Map.ofEntries(
          entry(String.class, Schemas.ofType("string")),
          entry(Secret.class, Schemas.SECRET),
          entry(UUID.class, Schemas.UUID),
          entry(Instant.class, Schemas.TIME),
          entry(long.class, LONG),
          entry(Long.class, LONG),
          entry(int.class, INT),
          entry(Integer.class, INT),
          entry(boolean.class, BOOLEAN),
          entry(Boolean.class, BOOLEAN),
          entry(Void.class, Schemas.ofType("null")),
          entry(ErrorCode.class, Schemas.codes(EnumSet.allOf(ErrorCode.class))));

  private final Function<Class<?>, ObjectNode> records;

  /**
   * Creates the schemas of simple types.
   *
   * @param records creates the schemas of records
   */
  ReplyField(Function<Class<?>, ObjectNode> records) {
    this.records = records;
  }

  ObjectNode schema(RecordComponent component) {
    var schema = value(component.getGenericType());
    return RecordReader.isOptional(component) && isRequired(component)
        ? Schemas.orNull(schema)
        : schema;
  }

  /** Whether the field is always present, possibly as null. */
  static boolean isRequired(RecordComponent component) {
    return !RecordReader.isOptional(component)
        || !component.getDeclaringRecord().isAnnotationPresent(JsonInclude.class);
  }

  /** The schema of a value of this type. */
  ObjectNode value(Type type) {
    if (type instanceof ParameterizedType holder) {
      return several(holder, List.of(holder.getActualTypeArguments()));
    }
    if (RecordTypes.isObject(type)) {
      return records.apply((Class<?>) type);
    }
    var scalar = SCALARS.get(type);
    if (scalar == null) {
      throw new IllegalArgumentException("no schema for " + type);
    }
    return scalar.deepCopy();
  }

  private ObjectNode several(ParameterizedType holder, List<Type> arguments) {
    if (holder.getRawType() == List.class) {
      return Schemas.ofType("array").set("items", value(arguments.get(0)));
    }
    if (holder.getRawType() == Map.class) {
      return Schemas.ofType("object").set("additionalProperties", value(arguments.get(1)));
    }
    throw new IllegalArgumentException("no schema for " + holder);
  }
}
