package warren.service.rpc;

import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** How many requests were answered with which status, and how long they took. Thread-safe. */
final class RequestTimes {
  private final MeterProvider<Timer> timers;

  RequestTimes(MeterRegistry metrics) {
    this.timers =
        Timer.builder("warren.requests")
            .description("From taking a request up to encoding its reply")
            .withRegistry(metrics);
  }

  /** Counts a response, and returns it. */
  Response counted(Request request, Response response) {
    timers
        .withTags(
            Tags.of(
                "operation",
                request.operation().name(),
                "status",
                Integer.toString(response.status())))
        .record(response.processingTimeNs(), TimeUnit.NANOSECONDS);
    return response;
  }
}
