package warren.service.rpc;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** How many requests were answered with which status, and how long they took. Thread-safe. */
final class RequestTimes {
  private final Map<Answered, Timer> timers = new ConcurrentHashMap<>();
  private final MeterRegistry metrics;

  RequestTimes(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  private record Answered(String operation, int status) {}

  /** Counts a response, and returns it. */
  Response counted(Request request, Response response) {
    timers
        .computeIfAbsent(new Answered(request.operation().name(), response.status()), this::timer)
        .record(response.processingTimeNs(), TimeUnit.NANOSECONDS);
    return response;
  }

  private Timer timer(Answered answered) {
    return Timer.builder("warren.requests")
        .description("From taking a request up to encoding its reply")
        .tag("operation", answered.operation())
        .tag("status", Integer.toString(answered.status()))
        .register(metrics);
  }
}
