package warren.contracts.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import warren.contracts.Change;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;
import warren.contracts.fields.Alternatives;
import warren.contracts.fields.Clearable;
import warren.contracts.fields.FieldAnnotations;

/**
 * Reads a request's record from a JSON object and reports all invalid fields, not only the first.
 * The rules of a field follow from its component: its type, {@link Nullable}, and the annotations
 * of {@link warren.contracts.fields}. Unknown fields are ignored. Null means absent, except for a
 * {@link Change} and a {@link Clearable} list. Create one reader for each type; thread-safe.
 *
 * @param <Q> the record
 */
public final class RecordReader<Q extends Record> {
  private final Constructor<Q> constructor;
  private final List<Field> fields;
  private final Set<String> names;
  private final @Nullable Alternatives alternatives;

  private RecordReader(Constructor<Q> constructor, List<Field> fields) {
    this.constructor = constructor;
    this.fields = fields;
    this.names = fields.stream().map(Field::name).collect(Collectors.toUnmodifiableSet());
    this.alternatives = constructor.getDeclaringClass().getAnnotation(Alternatives.class);
  }

  /** The reader of this record type, which must be public. */
  public static <Q extends Record> RecordReader<Q> of(Class<Q> type) {
    var components = type.getRecordComponents();
    var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return new RecordReader<>(
          type.getConstructor(types), Arrays.stream(components).map(Field::of).toList());
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException(type + " has no public canonical constructor", e);
    }
  }

  /**
   * Reads the record.
   *
   * @throws RefusedException {@code invalid_fields}
   */
  public Q read(ObjectNode object) {
    return read(object, Map.of());
  }

  /**
   * Reads the record.
   *
   * @param problems of fields that this record does not have; each is reported with the others
   * @throws RefusedException {@code invalid_fields}
   */
  public Q read(ObjectNode object, Map<String, List<String>> problems) {
    var values = new @Nullable Object[fields.size()];
    Map<String, List<String>> wrong = new LinkedHashMap<>(problems);
    for (int i = 0; i < values.length; i++) {
      var field = fields.get(i);
      try {
        values[i] = field.read(object.get(field.name));
      } catch (WrongFieldException e) {
        wrong.put(field.name, List.of(e.problem()));
      }
    }
    if (alternatives != null) {
      checkAlternatives(object, alternatives, wrong);
    }
    if (!wrong.isEmpty()) {
      throw new RefusedException(Refusal.ofFields(ErrorCode.INVALID_FIELDS, wrong));
    }
    return construct(values);
  }

  private static void checkAlternatives(
      ObjectNode object, Alternatives alternatives, Map<String, List<String>> wrong) {
    var names = List.of(alternatives.value());
    var given = names.stream().filter(object::hasNonNull).toList();
    if (given.isEmpty() && alternatives.required()) {
      wrong.put(names.get(0), List.of(String.join(" or ", names) + " is required"));
    }
    given.stream()
        .skip(1)
        .forEach(
            name -> wrong.putIfAbsent(name, List.of("cannot be combined with " + given.get(0))));
  }

  /** The names of the fields. */
  public Set<String> fieldNames() {
    return names;
  }

  private Q construct(@Nullable Object[] values) {
    try {
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot create a " + constructor.getDeclaringClass(), e);
    }
  }

  /** The name of a component in JSON. */
  public static String nameOf(RecordComponent component) {
    var property = component.getAccessor().getAnnotation(JsonProperty.class);
    return property != null
        ? property.value()
        : SnakeCaseStrategy.INSTANCE.translate(component.getName());
  }

  /** Whether a component may be absent from a request, or null in a reply. */
  public static boolean isOptional(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private record Field(String name, boolean optional, boolean clearable, ValueReader reader) {
    static Field of(RecordComponent component) {
      return new Field(
          nameOf(component),
          isOptional(component),
          component.getType() == Change.class || FieldAnnotations.has(component, Clearable.class),
          ValueReader.of(component));
    }

    @Nullable Object read(@Nullable JsonNode node) throws WrongFieldException {
      if (node != null && (clearable || !node.isNull())) {
        return reader.read(node);
      }
      if (optional) {
        return null;
      }
      throw new WrongFieldException("is required");
    }
  }
}
