package warren.gateway.http;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;
import warren.contracts.client.NoReplyException;
import warren.contracts.client.UnknownRefusalException;

/**
 * What a request has failed with: the service's refusal, or what is said instead of the service.
 *
 * @param status of HTTP
 * @param code for programs
 * @param message for people, one sentence
 * @param fields what is wrong with each field, by its name in the operation; null unless it applies
 * @param retryAfterSeconds after which a further try may succeed; null unless it applies
 */
public record Problem(
    int status,
    String code,
    String message,
    @Nullable Map<String, List<String>> fields,
    @Nullable Long retryAfterSeconds) {
  private static final long MS_PER_S = 1000;

  public static final Problem NOT_FOUND = new Problem(404, "not_found", "There is nothing here.");
  public static final Problem METHOD_NOT_ALLOWED =
      new Problem(405, "method_not_allowed", "This method is not allowed here.");

  /** What nobody has foreseen. */
  static final Problem INTERNAL = of(ErrorCode.INTERNAL.refusal());

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
    return new Problem(
        refusal.code().status(),
        refusal.code().code(),
        refusal.message(),
        refusal.fields(),
        ms == null ? null : seconds(ms));
  }

  private static Problem of(NoReplyException.Reason reason) {
    return switch (reason) {
      case TIMEOUT ->
          new Problem(
              504, "no_reply", "The service did not answer in time; whether it will is not known.");
      case NO_SUCH_QUEUE, CONNECTION_CLOSED, BLOCKED ->
          of(ErrorCode.UNAVAILABLE.refusal().retryAfter(MS_PER_S));
      case INTERRUPTED, NOT_UNDERSTOOD -> INTERNAL;
    };
  }

  private static Problem ofStatus(int status) {
    return switch (status) {
      case 404 -> NOT_FOUND;
      case 405 -> METHOD_NOT_ALLOWED;
      case 413 -> of(ErrorCode.TOO_LARGE.refusal());
      default ->
          status < 500
              ? new Problem(status, "malformed", "The request could not be read.")
              : INTERNAL;
    };
  }

  /** Whether it is that refusal of the service's. */
  public boolean is(ErrorCode refusal) {
    return code.equals(refusal.code());
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
