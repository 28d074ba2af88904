package warren.gateway.http;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import warren.client.NoReplyException;
import warren.client.UnknownRefusalException;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;

/**
 * The reason why a request failed: the service's refusal, or an error of the gateway.
 *
 * @param status the HTTP status
 * @param code the stable code, for programs
 * @param message one sentence, for people
 * @param fields the errors of each field; null if the problem does not concern fields
 * @param retryAfterSeconds the time until a retry may succeed; null if unknown
 */
public record Problem(
    int status,
    String code,
    String message,
    @Nullable Map<String, List<String>> fields,
    @Nullable Long retryAfterSeconds) {
  private static final long MS_PER_S = 1000;

  /** Codes whose message is useless without the fields. */
  private static final Set<String> VAGUE =
      Set.of(ErrorCode.INVALID_FIELDS.code(), ErrorCode.WEAK_PASSWORD.code());

  public static final Problem NOT_FOUND =
      new Problem(404, "not_found", "This path does not exist.");
  public static final Problem METHOD_NOT_ALLOWED =
      new Problem(405, "method_not_allowed", "This path does not support this method.");

  /** An unexpected exception. */
  static final Problem INTERNAL = of(ErrorCode.INTERNAL.refusal());

  private static final Problem UNAVAILABLE =
      of(ErrorCode.UNAVAILABLE.refusal().retryAfter(MS_PER_S));

  private static final Problem TOO_MANY =
      new Problem(
          429,
          ErrorCode.THROTTLED.code(),
          "This address has too many connections or requests in progress.",
          null,
          1L);

  public Problem(int status, String code, String message) {
    this(status, code, message, null, null);
  }

  /** The problem that this exception represents. */
  static Problem of(Exception failure) {
    if (failure instanceof ProblemException gateway) {
      return gateway.problem();
    }
    if (failure instanceof HttpResponseException http) {
      return ofStatus(http.getStatus());
    }
    if (failure instanceof NoReplyException noReply) {
      return of(noReply.reason());
    }
    if (failure instanceof RefusedException refused) {
      return of(refused.refusal());
    }
    if (failure instanceof UnknownRefusalException unknown) {
      return new Problem(unknown.status(), unknown.code(), String.valueOf(unknown.getMessage()));
    }
    return INTERNAL;
  }

  private static Problem of(Refusal refusal) {
    var ms = refusal.retryAfterMs();
    var fields = refusal.fields();
    return new Problem(
        refusal.code().status(),
        refusal.code().code(),
        refusal.message(),
        fields == null ? null : withDialectNames(fields),
        ms == null ? null : seconds(ms));
  }

  private static Map<String, List<String>> withDialectNames(Map<String, List<String>> fields) {
    var renamed = new TreeMap<>(fields);
    var email = renamed.remove("user_email");
    if (email != null) {
      renamed.put("email", email);
    }
    return renamed;
  }

  private static Problem of(NoReplyException.Reason reason) {
    return switch (reason) {
      case TIMEOUT ->
          new Problem(
              504,
              "no_reply",
              "The service did not reply in time; the outcome of the request is unknown.");
      case NO_SUCH_QUEUE, CONNECTION_CLOSED, BLOCKED -> UNAVAILABLE;
      case INTERRUPTED, NOT_UNDERSTOOD -> INTERNAL;
    };
  }

  static Problem ofStatus(int status) {
    return switch (status) {
      case 404 -> NOT_FOUND;
      case 405 -> METHOD_NOT_ALLOWED;
      case 413 -> of(ErrorCode.TOO_LARGE.refusal());
      case 415 -> of(ErrorCode.UNSUPPORTED_TYPE.refusal());
      case 429 -> TOO_MANY;
      case 503 -> UNAVAILABLE;
      default ->
          status < 500
              ? new Problem(status, "malformed", "The request could not be read.")
              : INTERNAL;
    };
  }

  /** The most precise text for people: the errors of the fields if the message is too general. */
  public String text() {
    if (fields == null || !VAGUE.contains(code)) {
      return message;
    }
    return fields.entrySet().stream()
        .flatMap(field -> field.getValue().stream().map(error -> field.getKey() + " " + error))
        .collect(Collectors.joining("; ", "", "."));
  }

  /** Milliseconds as whole seconds, rounded up. */
  public static long seconds(long ms) {
    return (ms + MS_PER_S - 1) / MS_PER_S;
  }

  void addRetryAfter(Context context) {
    if (retryAfterSeconds != null) {
      context.header("Retry-After", retryAfterSeconds.toString());
    }
  }
}
