package warren.gateway.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import warren.contracts.RefusedException;
import warren.contracts.client.NoReplyException;
import warren.contracts.client.UnknownRefusalException;

/**
 * Says what went wrong, and nothing of how: under the paths of a dialect as its clients know it,
 * elsewhere as the service does.
 */
public final class Failures {
  private static final Logger log = LoggerFactory.getLogger(Failures.class);

  private static final List<Class<? extends Exception>> EXPECTED =
      List.of(
          HttpResponseException.class,
          NoReplyException.class,
          ProblemException.class,
          RefusedException.class,
          UnknownRefusalException.class);

  private final Map<String, BiConsumer<Context, Problem>> shapes = new HashMap<>();

  /** From now on what fails at this path, or under it, is said so. */
  public void sayUnder(String path, BiConsumer<Context, Problem> shape) {
    shapes.put(path, shape);
  }

  public void addTo(RoutesConfig routes) {
    EXPECTED.forEach(
        type -> routes.exception(type, (failure, context) -> answer(context, Problem.of(failure))));
    routes.exception(
        Exception.class,
        (failure, context) -> {
          log.error("a request failed", failure);
          answer(context, Problem.INTERNAL);
        });
  }

  private void answer(Context context, Problem problem) {
    problem.sayWhenToRetry(context);
    shapeAt(context.path()).accept(context, problem);
  }

  private BiConsumer<Context, Problem> shapeAt(String path) {
    return shapes.keySet().stream()
        .filter(under -> path.equals(under) || path.startsWith(under + "/"))
        .max(Comparator.comparingInt(String::length))
        .map(shapes::get)
        .orElse(Failures::asTheService);
  }

  private static void asTheService(Context context, Problem problem) {
    var body = JsonNodeFactory.instance.objectNode().putNull("data");
    body.putObject("error").put("code", problem.code()).put("message", problem.message());
    Answers.json(context, problem.status(), body);
  }
}
