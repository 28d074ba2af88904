package warren.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The reason for which a request was not executed: the {@code error} of a reply's body.
 *
 * @param code the error code for programs, from a closed list
 * @param message one sentence for people
 * @param fields the errors of each invalid field, by the field's name; absent if they do not apply
 * @param retryAfterMs milliseconds after which another attempt may succeed; absent if it does not
 *     apply
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Refusal(
    ErrorCode code,
    String message,
    @Nullable Map<String, List<String>> fields,
    @Nullable Long retryAfterMs) {

  /** A refusal that concerns no field. */
  public static Refusal of(ErrorCode code, String message) {
    return new Refusal(code, message, null, null);
  }

  /** A refusal with the errors of fields. */
  public static Refusal ofFields(ErrorCode code, Map<String, List<String>> fields) {
    return new Refusal(code, code.sentence(), fields, null);
  }

  /** A refusal of one field. */
  public static Refusal ofField(ErrorCode code, String field, String problem) {
    return ofFields(code, Map.of(field, List.of(problem)));
  }

  /** The same refusal with the time after which another attempt may succeed. */
  public Refusal retryAfter(long milliseconds) {
    return new Refusal(code, message, fields, milliseconds);
  }
}
