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

  /** Of a body of JSON. */
  public static Fields ofJson(Context context) {
    return new Fields(Json.parse(context.bodyAsBytes()));
  }

  /** Of a form, or of JSON. */
  public static Fields of(Context context) {
    if (!context.isFormUrlencoded()) {
      return ofJson(context);
    }
    var form = JsonNodeFactory.instance.objectNode();
    context.formParamMap().forEach((name, values) -> form.put(name, values.get(0)));
    return new Fields(form);
  }

  /** Those of an object within, which may also be written as text. */
  public Fields within(String name) {
    var value = required(name);
    if (value instanceof ObjectNode object) {
      return new Fields(object);
    }
    return new Fields(Json.parse(value.asText().getBytes(UTF_8)));
  }

  /** A text or a number, as text. */
  public String text(String name) {
    return required(name).asText();
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

  /** Whether one of them is there, if as null. */
  public boolean has(String... names) {
    return Arrays.stream(names).anyMatch(fields::has);
  }

  /** A list of texts. */
  public List<String> texts(String name) {
    var list = required(name);
    if (!list.isArray()) {
      throw new RefusedException(Refusal.ofField(ErrorCode.INVALID_FIELDS, name, "must be a list"));
    }
    var texts = new ArrayList<String>();
    list.forEach(entry -> texts.add(entry.asText()));
    return texts;
  }

  /** A list of whole numbers. */
  public List<Long> numbers(String name) {
    try {
      return texts(name).stream().map(Long::valueOf).toList();
    } catch (NumberFormatException e) {
      throw new RefusedException(
          Refusal.ofField(ErrorCode.INVALID_FIELDS, name, "must be whole numbers"));
    }
  }

  /** True or false. */
  public boolean flag(String name) {
    return switch (text(name)) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new RefusedException(
              Refusal.ofField(ErrorCode.INVALID_FIELDS, name, "must be true or false"));
    };
  }

  private JsonNode required(String name) {
    var value = fields.path(name);
    if (value.isMissingNode() || value.isNull()) {
      throw new RefusedException(Refusal.ofField(ErrorCode.INVALID_FIELDS, name, "is required"));
    }
    return value;
  }
}
