package warren.gateway;

import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.client.NoReplyException;

/**
 * What the gateway refuses itself, before or instead of the service.
 *
 * @param status of HTTP
 * @param code for programs
 * @param message for people, one sentence
 * @param retryAfterSeconds after which a further try may succeed
 */
record Problem(int status, String code, String message, @Nullable Integer retryAfterSeconds) {
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

  static Problem of(NoReplyException failure) {
    return switch (failure.reason()) {
      case TIMEOUT ->
          new Problem(
              504, "no_reply", "The service did not answer in time; whether it will is not known.");
      case NO_SUCH_QUEUE, CONNECTION_CLOSED, BLOCKED ->
          new Problem(503, "unavailable", ErrorCode.UNAVAILABLE.sentence(), 1);
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
}
