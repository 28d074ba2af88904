package warren.gateway.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import warren.client.NoReplyException;
import warren.client.UnknownRefusalException;
import warren.contracts.RefusedException;
import warren.contracts.json.Json;

/**
 * Says what went wrong, and nothing of how: under the paths of a dialect as its clients know it,
 * elsewhere as the service does.
 */
public final class Failures {
  private static final Logger log = LoggerFactory.getLogger(Failures.class);

  private static final List<Class<? extends Exception>> EXPECTED =
      List.of(
          HttpResponseException.class,
          IllegalCharsetNameException.class,
          NoReplyException.class,
          ProblemException.class,
          RefusedException.class,
          UnknownRefusalException.class,
          UnsupportedCharsetException.class);

  private final Map<String, BiConsumer<Context, Problem>> shapes = new HashMap<>();

  /** From now on what fails at this path, or under it, is said so. */
  public void sayUnder(String path, BiConsumer<Context, Problem> shape) {
    shapes.put(path, shape);
  }

  public void addTo(RoutesConfig routes) {
    EXPECTED.forEach(
        type -> routes.exception(type, (failure, context) -> answer(context, Problem.of(failure))));
    routes.exception(
        MethodNotAllowedResponse.class,
        (failure, context) -> {
          context.header("Allow", String.join(", ", failure.getDetails().values()));
          answer(context, Problem.METHOD_NOT_ALLOWED);
        });
    routes.exception(
        Exception.class,
        (failure, context) -> {
          log.error("a request failed", failure);
          answer(context, Problem.INTERNAL);
        });
  }

  private void answer(Context context, Problem problem) {
    if (context.res().isCommitted()) { // what follows would belong to the answer that has begun
      return;
    }
    context.res().resetBuffer();
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
    Answers.json(context, problem.status(), asTheService(problem));
  }

  private static ObjectNode asTheService(Problem problem) {
    var body = JsonNodeFactory.instance.objectNode().putNull("data");
    body.putObject("error").put("code", problem.code()).put("message", problem.message());
    return body;
  }

  /** What is said with this status where there is no request yet to look at. */
  public static byte[] body(int status) {
    return Json.write(asTheService(Problem.ofStatus(status)));
  }
}
