package warren.gateway.rpc;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Map;
import warren.client.WarrenClient;
import warren.contracts.json.Json;
import warren.gateway.http.Answers;

/** Whether the gateway runs, and whether the service behind it answers. */
public final class Health {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final WarrenClient client;

  public Health(WarrenClient client) {
    this.client = client;
  }

  public void addTo(RoutesConfig routes) {
    routes.get("/health/live", this::live);
    routes.get("/health/ready", this::ready);
  }

  private void live(Context context) {
    answer(context, 200, Map.of("live", true));
  }

  private void ready(Context context) {
    context.future(
        () ->
            client
                .withTimeout(PATIENCE)
                .service()
                .statusAsync()
                .handle((status, failure) -> status != null && status.ready())
                .thenAccept(ready -> answer(context, ready ? 200 : 503, Map.of("ready", ready))));
  }

  private static void answer(Context context, int status, Object body) {
    Answers.json(context, status, Json.write(body));
  }
}
