package warren.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;
import warren.contracts.json.Json;

/**
 * The fields of a request's body. A missing or invalid field is refused with {@link
 * ErrorCode#INVALID_FIELDS}, as the service does.
 */
public final class Fields {
  private static final String IS_REQUIRED = "is required";
  private static final Set<String> TRUE = Set.of("true", "t", "yes", "y", "on", "1");
  private static final Set<String> FALSE = Set.of("false", "f", "no", "n", "off", "0");

  private final ObjectNode fields;
  private final boolean isForm;

  private Fields(ObjectNode fields) {
    this(fields, false);
  }

  private Fields(ObjectNode fields, boolean isForm) {
    this.fields = fields;
    this.isForm = isForm;
  }

  /** Reads a JSON body of any stated content type, because some clients do not state JSON. */
  public static Fields ofJson(Context context) {
    try {
      return new Fields(Json.parse(context.bodyAsBytes()));
    } catch (RefusedException e) {
      throw context.contentType() == null || context.isJson()
          ? e
          : new RefusedException(ErrorCode.UNSUPPORTED_TYPE);
    }
  }

  /** Reads a form or a JSON body. The last of several values of a form's field applies. */
  public static Fields of(Context context) {
    return Form.is(context) ? new Fields(Form.read(context), true) : ofJson(context);
  }

  /** Refuses the request if some of these fields are absent or null, and names all of them. */
  public Fields require(String... names) {
    var missing =
        Arrays.stream(names)
            .filter(name -> !fields.hasNonNull(name))
            .collect(Collectors.toMap(name -> name, name -> List.of(IS_REQUIRED)));
    if (!missing.isEmpty()) {
      throw new RefusedException(Refusal.ofFields(ErrorCode.INVALID_FIELDS, missing));
    }
    return this;
  }

  /** Refuses all other fields, so that none is ignored silently, and returns these fields. */
  public Fields only(String... known) {
    Map<String, List<String>> unknown = new TreeMap<>();
    fields.fieldNames().forEachRemaining(name -> unknown.put(name, List.of("is unknown")));
    unknown.keySet().removeAll(Set.of(known));
    if (!unknown.isEmpty()) {
      throw new RefusedException(Refusal.ofFields(ErrorCode.INVALID_FIELDS, unknown));
    }
    return this;
  }

  /** Refuses a repeated password that differs from the password. */
  public void requireRepeated(String password, String repeated) {
    if (fields.hasNonNull(repeated) && !text(repeated).equals(text(password))) {
      throw invalid(repeated, "must be the same as " + password);
    }
  }

  /** The fields of a nested object, which can also be JSON in a string. */
  public Fields within(String name) {
    var value = required(name);
    try {
      return new Fields(
          value instanceof ObjectNode object ? object : Json.parse(text(name).getBytes(UTF_8)));
    } catch (RefusedException e) {
      throw invalid(name, "must be a JSON object");
    }
  }

  /** The value of a string, number or boolean, as text. */
  public String text(String name) {
    var value = required(name);
    return text(name, isForm ? value.path(value.size() - 1) : value);
  }

  private static String text(String name, JsonNode value) {
    if (!value.isValueNode()) {
      throw invalid(name, "must be text");
    }
    var text = value.asText();
    if (!UTF_8.newEncoder().canEncode(text)) { // an encoder would replace the invalid characters
      throw invalid(name, "must be well-formed Unicode");
    }
    return text;
  }

  /** The text of the first of these fields that is present and not null; otherwise null. */
  public @Nullable String textOrNull(String... names) {
    for (var name : names) {
      if (fields.hasNonNull(name)) {
        return text(name);
      }
    }
    return null;
  }

  /** The same, but null if the text is empty: some clients send empty text for missing values. */
  public @Nullable String nonEmptyOrNull(String... names) {
    var text = textOrNull(names);
    return text == null || text.isEmpty() ? null : text;
  }

  /** Whether at least one of these fields is present, including with the value null. */
  public boolean has(String... names) {
    return Arrays.stream(names).anyMatch(fields::has);
  }

  /** Those of these fields that are present, including with the value null. */
  public List<String> present(String... names) {
    return Arrays.stream(names).filter(fields::has).toList();
  }

  /** The texts of an array. */
  public List<String> texts(String name) {
    var list = required(name);
    if (!list.isArray()) {
      throw invalid(name, "must be a list");
    }
    var texts = new ArrayList<String>();
    list.forEach(entry -> texts.add(text(name, entry)));
    return texts;
  }

  /** The whole numbers of an array. */
  public List<Long> numbers(String name) {
    try {
      return texts(name).stream().map(Long::valueOf).toList();
    } catch (NumberFormatException e) {
      throw invalid(name, "must be whole numbers");
    }
  }

  /** The value of a boolean, which can also be text; in a form also "on", "yes" or 1. */
  public boolean flag(String name) {
    var text = isForm ? text(name).toLowerCase(Locale.ROOT) : text(name);
    if (text.equals("true") || (isForm && TRUE.contains(text))) {
      return true;
    }
    if (text.equals("false") || (isForm && FALSE.contains(text))) {
      return false;
    }
    throw invalid(name, "must be true or false");
  }

  private JsonNode required(String name) {
    var value = fields.path(name);
    if (value.isMissingNode() || value.isNull()) {
      throw invalid(name, IS_REQUIRED);
    }
    return value;
  }

  static RefusedException invalid(String name, String problem) {
    return new RefusedException(Refusal.ofField(ErrorCode.INVALID_FIELDS, name, problem));
  }
}
