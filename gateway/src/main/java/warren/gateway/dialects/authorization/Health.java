package warren.gateway.dialects.authorization;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import warren.gateway.http.CallerFactory;
import warren.gateway.http.Responses;

/** Whether the service replies and is ready. */
final class Health {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final CallerFactory callers;

  Health(CallerFactory callers) {
    this.callers = callers;
  }

  void addTo(RoutesConfig routes, String path) {
    routes.get(path, this::health);
  }

  private void health(Context context) {
    var caller = callers.anonymous(context).withTimeout(TIMEOUT);
    context.future(
        () ->
            caller
                .service()
                .statusAsync()
                .handle((status, failure) -> status != null && status.ready())
                .thenAccept(ready -> respond(context, ready)));
  }

  private static void respond(Context context, boolean ready) {
    var body = JsonNodeFactory.instance.objectNode().put("status", ready ? "UP" : "DOWN");
    Responses.json(context, ready ? 200 : 503, body);
  }
}
