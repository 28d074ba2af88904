package warren.gateway.http;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
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
 * What a request has failed with: the service's refusal, or what is said instead of the service.
 *
 * @param status of HTTP
 * @param code for programs
 * @param message for people, one sentence
 * @param fields what is wrong with each field; null unless it applies
 * @param retryAfterSeconds after which a further try may succeed; null unless it applies
 */
public record Problem(
    int status,
    String code,
    String message,
    @Nullable Map<String, List<String>> fields,
    @Nullable Long retryAfterSeconds) {
  private static final long MS_PER_S = 1000;

  /** Those whose sentence says nothing without the fields. */
  private static final Set<String> VAGUE =
      Set.of(ErrorCode.INVALID_FIELDS.code(), ErrorCode.WEAK_PASSWORD.code());

  public static final Problem NOT_FOUND = new Problem(404, "not_found", "There is nothing here.");
  public static final Problem METHOD_NOT_ALLOWED =
      new Problem(405, "method_not_allowed", "This method is not allowed here.");

  /** What nobody has foreseen. */
  static final Problem INTERNAL = of(ErrorCode.INTERNAL.refusal());

  private static final Problem UNAVAILABLE =
      of(ErrorCode.UNAVAILABLE.refusal().retryAfter(MS_PER_S));

  public Problem(int status, String code, String message) {
    this(status, code, message, null, null);
  }

  /** What was thrown, as HTTP says it. */
  static Problem of(Exception failure) {
    if (failure instanceof ProblemException here) {
      return here.problem();
    }
    if (failure instanceof HttpResponseException http) {
      return ofStatus(http.getStatus());
    }
    if (failure instanceof IllegalCharsetNameException
        || failure instanceof UnsupportedCharsetException) {
      return of(ErrorCode.UNSUPPORTED_TYPE.refusal());
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
        fields == null ? null : asDialectsNameThem(fields),
        ms == null ? null : seconds(ms));
  }

  private static Map<String, List<String>> asDialectsNameThem(Map<String, List<String>> fields) {
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
              504, "no_reply", "The service did not answer in time; whether it will is not known.");
      case NO_SUCH_QUEUE, CONNECTION_CLOSED, BLOCKED -> UNAVAILABLE;
      case INTERRUPTED, NOT_UNDERSTOOD -> INTERNAL;
    };
  }

  static Problem ofStatus(int status) {
    return switch (status) {
      case 404 -> NOT_FOUND;
      case 405 -> METHOD_NOT_ALLOWED;
      case 413 -> of(ErrorCode.TOO_LARGE.refusal());
      case 503 -> UNAVAILABLE;
      default ->
          status < 500
              ? new Problem(status, "malformed", "The request could not be read.")
              : INTERNAL;
    };
  }

  /** For people, and as precise as can be. */
  public String text() {
    if (fields == null || !VAGUE.contains(code)) {
      return message;
    }
    return fields.entrySet().stream()
        .flatMap(field -> field.getValue().stream().map(wrong -> field.getKey() + " " + wrong))
        .collect(Collectors.joining("; ", "", "."));
  }

  /** Whole seconds that are enough. */
  public static long seconds(long ms) {
    return (ms + MS_PER_S - 1) / MS_PER_S;
  }

  void sayWhenToRetry(Context context) {
    if (retryAfterSeconds != null) {
      context.header("Retry-After", retryAfterSeconds.toString());
    }
  }
}
