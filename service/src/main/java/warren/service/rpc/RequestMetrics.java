package warren.service.rpc;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Number and processing time of requests, by operation and status code. Thread-safe. */
final class RequestMetrics {
  private final Map<Tags, Timer> timers = new ConcurrentHashMap<>();
  private final MeterRegistry registry;

  RequestMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  private record Tags(String operation, int status) {}

  /** Counts a response, and returns it. */
  Response record(Request request, Response response) {
    timers
        .computeIfAbsent(new Tags(request.operation().name(), response.status()), this::timer)
        .record(response.processingTimeNs(), TimeUnit.NANOSECONDS);
    return response;
  }

  private Timer timer(Tags tags) {
    return Timer.builder("warren.requests")
        .description("Time from receiving a request to encoding its reply")
        .tag("operation", tags.operation())
        .tag("status", Integer.toString(tags.status()))
        .register(registry);
  }
}
