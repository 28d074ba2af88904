package warren.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.function.BiConsumer;
import warren.contracts.RefusedException;
import warren.contracts.client.NoReplyException;
import warren.contracts.client.UnknownRefusalException;
import warren.contracts.json.Json;

/** How responses are written, whatever their shape. */
final class Answers {
  private Answers() {}

  static void json(Context context, int status, JsonNode body) {
    json(context, status, Json.write(body));
  }

  static void json(Context context, int status, byte[] body) {
    context.status(status).contentType("application/json").result(body);
  }

  /** Runs it; of a call that fails, the shape of the failure is somebody else's. */
  static Handler failingBy(BiConsumer<Context, Problem> failure, Handler handler) {
    return context -> {
      try {
        handler.handle(context);
      } catch (RefusedException | UnknownRefusalException | NoReplyException e) {
        var problem = Problem.of(e);
        problem.sayWhenToRetry(context);
        failure.accept(context, problem);
      }
    };
  }
}
