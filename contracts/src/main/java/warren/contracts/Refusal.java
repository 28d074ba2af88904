package warren.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was not carried out: the {@code error} of a reply's body.
 *
 * @param code for programs, from a closed list
 * @param message for people, one sentence
 * @param fields what is wrong with each field, by its name in the request; absent unless it applies
 * @param retryAfterMs milliseconds after which a further try may succeed; absent unless it applies
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

  /** A refusal that says what is wrong with which fields. */
  public static Refusal ofFields(ErrorCode code, Map<String, List<String>> fields) {
    return new Refusal(code, code.sentence(), fields, null);
  }

  /** A refusal of one field. */
  public static Refusal ofField(ErrorCode code, String field, String problem) {
    return ofFields(code, Map.of(field, List.of(problem)));
  }

  /** The same refusal, with the time after which a further try may succeed. */
  public Refusal retryAfter(long milliseconds) {
    return new Refusal(code, message, fields, milliseconds);
  }
}
