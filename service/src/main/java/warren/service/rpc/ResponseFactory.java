package warren.service.rpc;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;
import warren.contracts.json.Json;

/** Last step: encodes the responses, and counts them. Thread-safe. */
final class ResponseFactory {
  private static final int OK = 200;
  private static final Refusal REPLY_TOO_LARGE =
      Refusal.of(
          ErrorCode.INTERNAL,
          "The reply would exceed %d MiB; request fewer items at a time."
              .formatted(Response.MAX_MIB));

  private final RequestMetrics metrics;

  ResponseFactory(MeterRegistry registry) {
    this.metrics = new RequestMetrics(registry);
  }

  /** Encodes the body of a success. Refused if it is larger than {@link Response#MAX_BYTES}. */
  static byte[] encode(@Nullable Object data) {
    var body = Json.write(new SuccessBody(data));
    if (body.length > Response.MAX_BYTES) {
      throw new RefusedException(REPLY_TOO_LARGE);
    }
    return body;
  }

  /** The response to a request that was executed. */
  Response success(Request request, byte[] body) {
    return success(request, body, List.of());
  }

  /** The response to a write that was executed although it had fields that were ignored. */
  Response success(Request request, byte[] body, List<String> ignoredFields) {
    return metrics.record(request, new Response(OK, "OK", body, request, ignoredFields));
  }

  /** The response to a request that is refused. */
  Response refusal(Request request, Refusal refusal) {
    var body = Json.write(new RefusedBody(null, refusal));
    return metrics.record(
        request,
        new Response(refusal.code().status(), refusal.message(), body, request, List.of()));
  }

  /** The response to a request that failed or was refused by an exception. */
  Response failure(Request request, Throwable failure) {
    return refusal(request, request.withTrace(() -> FailureMapper.refusal(request, failure)));
  }

  private record SuccessBody(@Nullable Object data) {}

  private record RefusedBody(@Nullable Object data, Refusal error) {}
}
