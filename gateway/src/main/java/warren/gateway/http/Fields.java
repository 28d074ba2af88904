package warren.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;
import warren.contracts.json.Json;

/**
 * The fields of a request's body. What is missing or can't be read is refused as the service does.
 */
public final class Fields {
  private final ObjectNode fields;

  private Fields(ObjectNode fields) {
    this.fields = fields;
  }

  /** Of a body of JSON, whatever its type is said to be: not all clients say it. */
  public static Fields ofJson(Context context) {
    try {
      return new Fields(Json.parse(context.bodyAsBytes()));
    } catch (RefusedException e) {
      throw context.contentType() == null || context.isJson()
          ? e
          : new RefusedException(ErrorCode.UNSUPPORTED_TYPE);
    }
  }

  /** Of a form, or of JSON. */
  public static Fields of(Context context) {
    if (!context.isFormUrlencoded()) {
      return ofJson(context);
    }
    var form = JsonNodeFactory.instance.objectNode();
    // what can't be decoded isn't there
    context
        .formParamMap()
        .forEach((name, values) -> values.stream().limit(1).forEach(text -> form.put(name, text)));
    return new Fields(form);
  }

  /** Those of an object within, which may also be written as text. */
  public Fields within(String name) {
    var value = required(name);
    try {
      return new Fields(
          value instanceof ObjectNode object ? object : Json.parse(value.asText().getBytes(UTF_8)));
    } catch (RefusedException e) {
      throw wrong(name, "must be a JSON object");
    }
  }

  /** A text or a number, as text. */
  public String text(String name) {
    return text(name, required(name));
  }

  private static String text(String name, JsonNode value) {
    if (!value.isValueNode()) {
      throw wrong(name, "must be text");
    }
    var text = value.asText();
    if (!UTF_8.newEncoder().canEncode(text)) { // it would come out as something else
      throw wrong(name, "must be well-formed Unicode");
    }
    return text;
  }

  /** The same under the first of these names that is there; null if none is, or it is null. */
  public @Nullable String textOrNull(String... names) {
    for (var name : names) {
      if (fields.hasNonNull(name)) {
        return text(name);
      }
    }
    return null;
  }

  /** The same; null also where it is empty, as clients write what they have nothing for. */
  public @Nullable String filledOrNull(String... names) {
    var text = textOrNull(names);
    return text == null || text.isEmpty() ? null : text;
  }

  /** Whether one of them is there, if as null. */
  public boolean has(String... names) {
    return Arrays.stream(names).anyMatch(fields::has);
  }

  /** A list of texts. */
  public List<String> texts(String name) {
    var list = required(name);
    if (!list.isArray()) {
      throw wrong(name, "must be a list");
    }
    var texts = new ArrayList<String>();
    list.forEach(entry -> texts.add(text(name, entry)));
    return texts;
  }

  /** A list of whole numbers. */
  public List<Long> numbers(String name) {
    try {
      return texts(name).stream().map(Long::valueOf).toList();
    } catch (NumberFormatException e) {
      throw wrong(name, "must be whole numbers");
    }
  }

  /** True or false. */
  public boolean flag(String name) {
    return switch (text(name)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(name, "must be true or false");
    };
  }

  private JsonNode required(String name) {
    var value = fields.path(name);
    if (value.isMissingNode() || value.isNull()) {
      throw wrong(name, "is required");
    }
    return value;
  }

  private static RefusedException wrong(String name, String problem) {
    return new RefusedException(Refusal.ofField(ErrorCode.INVALID_FIELDS, name, problem));
  }
}
