package warren.documents;

import static java.util.Map.entry;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import warren.contracts.RoleReference;
import warren.contracts.Secret;
import warren.contracts.fields.Default;
import warren.contracts.fields.FieldAnnotations;
import warren.contracts.fields.Limit;
import warren.contracts.fields.NewPassword;
import warren.contracts.json.RecordReader;

/** The fields of a record as a Markdown table. */
final class FieldTable {
  private static final Map<Type, String> NAMES =
      Map.ofEntries(
          entry(String.class, "text"),
          entry(Secret.class, "text"),
          entry(UUID.class, "id"),
          entry(Instant.class, "time"),
          entry(long.class, "number"),
          entry(Long.class, "number"),
          entry(int.class, "number"),
          entry(Integer.class, "number"),
          entry(boolean.class, "boolean"),
          entry(Boolean.class, "boolean"),
          entry(RoleReference.class, "role"));

  /** The limits of a new password. */
  static final String NEW_PASSWORD =
      "%d to %d code points, at most %d bytes in UTF-8"
          .formatted(NewPassword.MIN_LENGTH, NewPassword.MAX_LENGTH, NewPassword.MAX_BYTES);

  private final Comments comments;

  FieldTable(Comments comments) {
    this.comments = comments;
  }

  /** A table in which optional fields are marked. */
  String ofRequest(Class<?> type) {
    return table(type, component -> "optional");
  }

  /** A table in which fields that may be null or absent are marked. */
  String ofReply(Class<?> type) {
    return table(type, component -> ReplyField.isRequired(component) ? "or null" : "or absent");
  }

  private String table(Class<?> type, Function<RecordComponent, String> ifOptional) {
    return Markdown.table(
        Arrays.stream(type.getRecordComponents())
            .map(c -> row(c, RecordReader.isOptional(c) ? ifOptional.apply(c) : "")),
        "field",
        "type");
  }

  private String row(RecordComponent component, String presence) {
    var words =
        Stream.of(
                name(component.getGenericType()), bounds(component), presence, byDefault(component))
            .filter(word -> !word.isEmpty())
            .collect(Collectors.joining(", "));
    var name = Markdown.code(RecordReader.nameOf(component));
    return Markdown.row(name, words, comments.of(component));
  }

  private static String name(Type type) {
    if (type instanceof ParameterizedType holder) {
      return name(holder, List.of(holder.getActualTypeArguments()));
    }
    if (RecordTypes.isObject(type)) {
      return Markdown.linkTo(RecordTypes.nameOf((Class<?>) type));
    }
    return Objects.requireNonNull(NAMES.get(type), type::getTypeName);
  }

  private static String name(ParameterizedType holder, List<Type> arguments) {
    if (holder.getRawType() == Map.class) {
      return name(arguments.get(1)) + " by " + name(arguments.get(0));
    }
    var held = name(arguments.get(0));
    return holder.getRawType() == List.class ? "list of " + held : held;
  }

  private static String byDefault(RecordComponent component) {
    var value = FieldAnnotations.find(component, Default.class);
    return value == null ? "" : "default " + value.value();
  }

  private static String bounds(RecordComponent component) {
    if (FieldAnnotations.has(component, NewPassword.class)) {
      return NEW_PASSWORD;
    }
    var limit = FieldAnnotations.find(component, Limit.class);
    if (limit == null) {
      return "";
    }
    if (limit.max() == Long.MAX_VALUE) {
      return "at least " + limit.min();
    }
    return limit.min() == 0 && component.getType() != Long.class
        ? "at most " + limit.max()
        : limit.min() + " to " + limit.max();
  }
}
