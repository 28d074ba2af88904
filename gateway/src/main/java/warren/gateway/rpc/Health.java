package warren.gateway.rpc;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import warren.client.NoReplyException;
import warren.client.WarrenClient;
import warren.contracts.json.Json;
import warren.contracts.service.ServiceStatus;
import warren.gateway.admission.Admission;
import warren.gateway.http.Responses;

/**
 * {@code /health/live} responds while the gateway runs; {@code /health/ready} reports whether the
 * service replies and is ready, or the reason if not. Thread-safe.
 */
public final class Health {
  private static final Logger log = LoggerFactory.getLogger(Health.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final WarrenClient client;
  private final AtomicReference<Optional<String>> lastProblem =
      new AtomicReference<>(Optional.empty());

  public Health(WarrenClient client) {
    this.client = client;
  }

  public void addTo(RoutesConfig routes) {
    routes.get(Admission.HEALTH + "/live", this::live);
    routes.get(Admission.HEALTH + "/ready", this::ready);
  }

  private void live(Context context) {
    respond(context, 200, Map.of("live", true));
  }

  private void ready(Context context) {
    context.future(
        () ->
            client
                .withTimeout(TIMEOUT)
                .service()
                .statusAsync()
                .handle(Health::problem)
                .thenAccept(problem -> respond(context, problem)));
  }

  private static Optional<String> problem(
      @Nullable ServiceStatus status, @Nullable Throwable failure) {
    if (status == null) {
      return Optional.of(
          problem(failure instanceof CompletionException e ? e.getCause() : failure));
    }
    if (!status.database()) {
      return Optional.of("The service cannot use its database.");
    }
    if (!status.broker()) {
      return Optional.of("The broker transports no requests to the service.");
    }
    return status.ready() ? Optional.empty() : Optional.of("The service cannot sign tokens.");
  }

  /** Contains no addresses: the path is public. */
  private static String problem(@Nullable Throwable failure) {
    if (!(failure instanceof NoReplyException noReply)) {
      return "The service does not reply as expected.";
    }
    return switch (noReply.reason()) {
      case TIMEOUT -> "The service does not reply.";
      case CONNECTION_CLOSED -> "The gateway has no connection to the broker.";
      case BLOCKED -> "The broker accepts no messages: it is short of memory or disk.";
      case NO_SUCH_QUEUE -> "No service has declared its queues on the broker.";
      case INTERRUPTED, NOT_UNDERSTOOD -> "The service does not reply as expected.";
    };
  }

  private void respond(Context context, Optional<String> problem) {
    if (!lastProblem.getAndSet(problem).equals(problem)) {
      problem.ifPresentOrElse(why -> log.warn("not ready: {}", why), () -> log.info("ready again"));
    }
    problem.ifPresentOrElse(
        why -> respond(context, 503, new NotReady(false, why)),
        () -> respond(context, 200, Map.of("ready", true)));
  }

  private record NotReady(boolean ready, String reason) {}

  private static void respond(Context context, int status, Object body) {
    Responses.json(context, status, Json.write(body));
  }
}
