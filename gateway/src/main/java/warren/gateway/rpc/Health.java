package warren.gateway.rpc;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Map;
import warren.client.WarrenClient;
import warren.contracts.json.Json;
import warren.gateway.admission.Admission;
import warren.gateway.http.Responses;

/**
 * {@code /health/live} responds while the gateway runs; {@code /health/ready} reports whether the
 * service replies and is ready. Thread-safe.
 */
public final class Health {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final WarrenClient client;

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
                .handle((status, failure) -> status != null && status.ready())
                .thenAccept(ready -> respond(context, ready ? 200 : 503, Map.of("ready", ready))));
  }

  private static void respond(Context context, int status, Object body) {
    Responses.json(context, status, Json.write(body));
  }
}
