package warren.gateway;

import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;
import warren.contracts.client.NoReplyException;
import warren.contracts.client.UnknownRefusalException;

/**
 * What the gateway refuses itself, before or instead of the service.
 *
 * @param status of HTTP
 * @param code for programs
 * @param message for people, one sentence
 * @param retryAfterSeconds after which a further try may succeed
 */
record Problem(int status, String code, String message, @Nullable Long retryAfterSeconds) {
  private static final long MS_PER_S = 1000;

  static final Problem NOT_FOUND = new Problem(404, "not_found", "There is nothing here.");
  static final Problem UNKNOWN_OPERATION =
      new Problem(404, "unknown_operation", "There is no such operation.");
  static final Problem METHOD_NOT_ALLOWED =
      new Problem(405, "method_not_allowed", "This method is not allowed here.");
  static final Problem TOO_LARGE = of(ErrorCode.TOO_LARGE);
  static final Problem UNSUPPORTED_TYPE = of(ErrorCode.UNSUPPORTED_TYPE);
  static final Problem INTERNAL = of(ErrorCode.INTERNAL);

  Problem(int status, String code, String message) {
    this(status, code, message, null);
  }

  private static Problem of(ErrorCode code) {
    return new Problem(code.status(), code.code(), code.sentence());
  }

  /** What a call has failed with, as HTTP says it. */
  static Problem of(RuntimeException failure) {
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
        ms == null ? null : seconds(ms));
  }

  /** Whole seconds that are enough. */
  static long seconds(long ms) {
    return (ms + MS_PER_S - 1) / MS_PER_S;
  }

  private static Problem of(NoReplyException.Reason reason) {
    return switch (reason) {
      case TIMEOUT ->
          new Problem(
              504, "no_reply", "The service did not answer in time; whether it will is not known.");
      case NO_SUCH_QUEUE, CONNECTION_CLOSED, BLOCKED ->
          new Problem(503, "unavailable", ErrorCode.UNAVAILABLE.sentence(), 1L);
      case INTERRUPTED, NOT_UNDERSTOOD -> INTERNAL;
    };
  }

  static Problem ofStatus(int status) {
    return switch (status) {
      case 404 -> NOT_FOUND;
      case 405 -> METHOD_NOT_ALLOWED;
      case 413 -> TOO_LARGE;
      case 415 -> UNSUPPORTED_TYPE;
      default ->
          status < 500
              ? new Problem(status, "malformed", "The request could not be read.")
              : INTERNAL;
    };
  }

  void sayWhenToRetry(Context context) {
    if (retryAfterSeconds != null) {
      context.header("Retry-After", retryAfterSeconds.toString());
    }
  }
}
