package warren.contracts.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import warren.contracts.Change;
import warren.contracts.RoleReference;
import warren.contracts.fields.Example;
import warren.contracts.fields.FieldAnnotations;

/** Sample bodies, created from the {@link Example}s of records, for documents and tests. */
public final class Sample {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Set<Class<?>> NUMBERS =
      Set.of(long.class, Long.class, int.class, Integer.class);
  private static final Set<Class<?>> BOOLEANS = Set.of(boolean.class, Boolean.class);

  private Sample() {}

  /** A request's body, without the fields that have no example. */
  public static ObjectNode request(Class<? extends Record> type) {
    var object = NODES.objectNode();
    for (var component : type.getRecordComponents()) {
      var value = valueOf(component);
      if (value != null) {
        object.set(RecordReader.nameOf(component), value);
      }
    }
    return object;
  }

  /** A reply's data. A field without an example is null; a list or a map is empty. */
  public static ObjectNode reply(Class<? extends Record> type) {
    var object = NODES.objectNode();
    for (var component : type.getRecordComponents()) {
      var value = valueOf(component);
      object.set(RecordReader.nameOf(component), value == null ? absent(component) : value);
    }
    return object;
  }

  private static @Nullable JsonNode valueOf(RecordComponent component) {
    var example = FieldAnnotations.find(component, Example.class);
    if (component.getGenericType() instanceof ParameterizedType list
        && list.getRawType() == List.class) {
      var element = (Class<?>) list.getActualTypeArguments()[0];
      return isObject(element) || example != null
          ? NODES.arrayNode().add(valueOf(element, example))
          : null;
    }
    var type = component.getType();
    return isObject(type) || example != null ? valueOf(type, example) : null;
  }

  private static boolean isObject(Class<?> type) {
    return type.isRecord() && type != RoleReference.class && type != Change.class;
  }

  private static JsonNode valueOf(Class<?> type, @Nullable Example example) {
    if (example == null) {
      return reply(type.asSubclass(Record.class));
    }
    if (NUMBERS.contains(type)) {
      return LongNode.valueOf(Long.parseLong(example.value()));
    }
    if (BOOLEANS.contains(type)) {
      return BooleanNode.valueOf(Boolean.parseBoolean(example.value()));
    }
    return TextNode.valueOf(example.value());
  }

  private static JsonNode absent(RecordComponent component) {
    if (component.getType() == Map.class) {
      return NODES.objectNode();
    }
    return component.getType() == List.class ? NODES.arrayNode() : NullNode.instance;
  }
}
