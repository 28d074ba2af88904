package warren.contracts.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import warren.contracts.Change;
import warren.contracts.RoleReference;
import warren.contracts.Secret;
import warren.contracts.UuidText;
import warren.contracts.fields.FieldAnnotations;
import warren.contracts.fields.Limit;

/** Converts one JSON value to the value of a request's component. */
interface ValueReader {
  /** The digits of the largest number of 64 bits. */
  int MAX_DIGITS = 19;

  Object read(JsonNode node) throws WrongFieldException;

  /** The reader for a component. */
  static ValueReader of(RecordComponent component) {
    var limit = FieldAnnotations.find(component, Limit.class);
    var type = component.getGenericType();
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      return listOf(scalar(list.getActualTypeArguments()[0], null, component), limit);
    }
    if (type instanceof ParameterizedType change && change.getRawType() == Change.class) {
      var value = scalar(change.getActualTypeArguments()[0], limit, component);
      return node -> new Change<>(node.isNull() ? null : value.read(node));
    }
    return scalar(type, limit, component);
  }

  private static ValueReader scalar(Type type, @Nullable Limit limit, RecordComponent component) {
    if (type == String.class) {
      return new TextReader(limit, component);
    }
    if (type == Secret.class) {
      return ValueReader::secret;
    }
    if (type == UUID.class) {
      return ValueReader::uuid;
    }
    if (type == Instant.class) {
      return ValueReader::time;
    }
    if (type == Long.class || type == long.class) {
      return node -> number(node, limit);
    }
    if (type == Boolean.class || type == boolean.class) {
      return ValueReader::bool;
    }
    if (type == RoleReference.class) {
      return ValueReader::role;
    }
    throw new IllegalArgumentException("no reader for " + type + " of " + component);
  }

  private static Object secret(JsonNode node) throws WrongFieldException {
    if (!node.isTextual()) {
      throw new WrongFieldException("must be text");
    }
    if (Texts.hasLoneSurrogate(node.textValue())) {
      throw new WrongFieldException("must be well-formed Unicode");
    }
    return Secret.of(node.textValue());
  }

  private static Object uuid(JsonNode node) throws WrongFieldException {
    return UuidText.parse(node.isTextual() ? node.textValue() : "")
        .orElseThrow(() -> new WrongFieldException("must be a UUID"));
  }

  private static Object time(JsonNode node) throws WrongFieldException {
    try {
      var time = OffsetDateTime.parse(node.isTextual() ? node.textValue() : "").toInstant();
      // years of four digits, which all databases and languages support
      if (!time.isBefore(Times.FIRST) && time.isBefore(Times.END)) {
        return time;
      }
    } catch (DateTimeParseException e) {
      // refused below
    }
    throw new WrongFieldException("must be a time such as 2026-01-31T12:00:00Z");
  }

  private static Object number(JsonNode node, @Nullable Limit limit) throws WrongFieldException {
    var value = wholeNumber(node);
    if (limit != null && value < limit.min()) {
      throw new WrongFieldException("must be at least " + limit.min());
    }
    if (limit != null && value > limit.max()) {
      throw new WrongFieldException("must be at most " + limit.max());
    }
    return value;
  }

  private static long wholeNumber(JsonNode node) throws WrongFieldException {
    if (isWhole(node)) {
      return node.longValue();
    }
    if (node.isTextual() && Patterns.WHOLE_NUMBER.matcher(node.textValue()).matches()) {
      return Long.parseLong(node.textValue());
    }
    throw new WrongFieldException("must be a whole number");
  }

  /** Whether it is a whole number of 64 bits, also with a zero fraction or an exponent. */
  private static boolean isWhole(JsonNode node) {
    if (!node.isBigDecimal()) {
      return node.isIntegralNumber() && node.canConvertToLong();
    }
    var number = node.decimalValue().stripTrailingZeros();
    // compared first, because the digits of 1e999999999 would fill the memory
    return number.scale() <= 0
        && number.precision() - number.scale() <= MAX_DIGITS
        && number.toBigInteger().bitLength() < Long.SIZE;
  }

  private static Object bool(JsonNode node) throws WrongFieldException {
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    return switch (node.isTextual() ? node.textValue() : "") {
      case "true" -> true;
      case "false" -> false;
      default -> throw new WrongFieldException("must be true or false");
    };
  }

  private static Object role(JsonNode node) throws WrongFieldException {
    if (isWhole(node) && node.longValue() == node.intValue()) {
      return new RoleReference(Integer.toString(node.intValue()));
    }
    return new RoleReference((String) new TextReader(1, RoleReference.MAX_LENGTH).read(node));
  }

  /** A null that is not treated as absent is an empty list. */
  private static ValueReader listOf(ValueReader element, @Nullable Limit limit) {
    return node -> {
      if (!node.isArray() && !node.isNull()) {
        throw new WrongFieldException("must be a list");
      }
      checkSize(node.size(), limit);
      var values = new ArrayList<Object>(node.size());
      for (int i = 0; i < node.size(); i++) {
        try {
          values.add(element.read(node.get(i)));
        } catch (WrongFieldException e) {
          throw new WrongFieldException("entry %d %s".formatted(i, e.problem()));
        }
      }
      return List.copyOf(values);
    };
  }

  private static void checkSize(int size, @Nullable Limit limit) throws WrongFieldException {
    if (limit != null && size < limit.min()) {
      throw new WrongFieldException(
          limit.min() == 1
              ? "must not be empty"
              : "must have at least " + limit.min() + " entries");
    }
    if (limit != null && size > limit.max()) {
      throw new WrongFieldException("must have at most " + limit.max() + " entries");
    }
  }

  /** Compiled once. */
  final class Patterns {
    /** Eighteen digits always fit into a long. */
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,18}");

    private Patterns() {}
  }

  /** Created once. */
  final class Times {
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private Times() {}
  }
}
