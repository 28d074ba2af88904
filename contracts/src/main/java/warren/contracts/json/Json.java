package warren.contracts.json;

import static com.fasterxml.jackson.core.StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION;
import static com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION;
import static com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS;
import static com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES;
import static com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS;
import static com.fasterxml.jackson.databind.SerializationFeature.WRITE_DATES_AS_TIMESTAMPS;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;

/** The protocol's JSON: UTF-8, names in snake_case, times in ISO 8601. Thread-safe. */
public final class Json {
  private static final int MAX_NESTING = 32;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(STRICT_DUPLICATE_DETECTION)
                  // the text of an exception must not contain the sender's data
                  .disable(INCLUDE_SOURCE_IN_LOCATION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_NESTING).build())
                  .build())
          .enable(FAIL_ON_TRAILING_TOKENS)
          // a double would round numbers such as 9007199254740993.0
          .enable(USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(WRITE_DATES_AS_TIMESTAMPS)
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .addModule(new JavaTimeModule())
          .build();

  // null would clear the fields that an update does not change
  private static final ObjectMapper WITHOUT_NULLS =
      MAPPER.copy().setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);

  private Json() {}

  /**
   * Reads a request's body: one object, in valid UTF-8, nested at most 32 levels deep, with unique
   * keys. A byte order mark at the beginning is skipped.
   *
   * @throws RefusedException {@code malformed}
   */
  public static ObjectNode parse(byte[] body) {
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      JsonNode node = MAPPER.readTree(withoutByteOrderMark(text));
      if (node instanceof ObjectNode object) {
        return object;
      }
      throw malformed("The body must be one JSON object.");
    } catch (CharacterCodingException e) {
      throw malformed("The body is not UTF-8.");
    } catch (JsonProcessingException e) {
      var location = e.getLocation();
      throw malformed(
          location == null
              ? "The body is not readable as JSON."
              : "The body is not readable as JSON at line %d, column %d."
                  .formatted(location.getLineNr(), location.getColumnNr()));
    } catch (NumberFormatException e) { // the parser does not wrap it
      throw malformed("The body contains a number with too large an exponent.");
    }
  }

  private static String withoutByteOrderMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /** Writes a body. */
  public static byte[] write(Object body) {
    try {
      return MAPPER.writeValueAsBytes(body);
    } catch (JacksonException e) {
      throw new IllegalStateException("cannot be written as JSON: " + body.getClass(), e);
    }
  }

  /** Writes a request without the fields that are null. */
  public static byte[] writeRequest(Record request) {
    try {
      return WITHOUT_NULLS.writeValueAsBytes(request);
    } catch (JacksonException e) {
      throw new IllegalStateException("cannot be written as JSON: " + request.getClass(), e);
    }
  }

  /**
   * Reads a part of a reply. Unknown fields are ignored.
   *
   * @throws IOException if the part does not match the type
   */
  public static <T> T read(JsonNode part, Class<T> type) throws IOException {
    return MAPPER.treeToValue(part, type);
  }

  /** Reads JSON that this program wrote. */
  public static <T> T read(String json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JacksonException e) {
      throw new IllegalStateException("not the JSON of a " + type.getSimpleName(), e);
    }
  }

  private static RefusedException malformed(String message) {
    return new RefusedException(Refusal.of(ErrorCode.MALFORMED, message));
  }
}
