package warren.service.rpc;

import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;
import warren.contracts.json.Json;

/** Last step: encodes what is replied, and counts it. Thread-safe. */
final class Responses {
  private static final int OK = 200;
  private static final int MAX_REPLY_BYTES = 2 * 1024 * 1024;
  private static final Refusal TOO_MUCH =
      Refusal.of(
          ErrorCode.INTERNAL, "The reply would be larger than 2 MiB: ask for fewer at a time.");

  private final RequestTimes times;

  Responses(MeterRegistry metrics) {
    this.times = new RequestTimes(metrics);
  }

  /** What a success carries. At a message that is too large the broker closes the channel. */
  static byte[] body(@Nullable Object data) {
    var body = Json.write(new SuccessBody(data));
    if (body.length > MAX_REPLY_BYTES) {
      throw new RefusedException(TOO_MUCH);
    }
    return body;
  }

  /** The response to a request that was carried out. */
  Response success(Request request, byte[] body) {
    return times.counted(request, new Response(OK, "OK", body, request));
  }

  /** The response to a request that is refused. */
  Response refusal(Request request, Refusal refusal) {
    var body = Json.write(new RefusedBody(null, refusal));
    return times.counted(
        request, new Response(refusal.code().status(), refusal.message(), body, request));
  }

  /** The response to a request that has failed, or was refused by an exception. */
  Response failure(Request request, Throwable failure) {
    return refusal(request, request.traced(() -> FailureMapper.refusal(request, failure)));
  }

  private record SuccessBody(@Nullable Object data) {}

  private record RefusedBody(@Nullable Object data, Refusal error) {}
}
