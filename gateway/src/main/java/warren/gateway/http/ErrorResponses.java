package warren.gateway.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import warren.client.NoReplyException;
import warren.client.UnknownRefusalException;
import warren.contracts.RefusedException;

/**
 * Converts failures to error responses, without internal details: in the dialect's format under the
 * paths of a dialect, and in the service's format elsewhere.
 */
public final class ErrorResponses {
  private static final List<Class<? extends Exception>> EXPECTED =
      List.of(
          HttpResponseException.class,
          NoReplyException.class,
          ProblemException.class,
          RefusedException.class,
          UnknownRefusalException.class);

  private final Map<String, ErrorFormat> formats = new HashMap<>();
  private final FailureLog failures = new FailureLog(System::nanoTime);

  /** Sets the format of errors at this path and under it. */
  public void useFormat(String path, ErrorFormat format) {
    formats.put(path, format);
  }

  public void addTo(RoutesConfig routes) {
    EXPECTED.forEach(
        type ->
            routes.exception(type, (failure, context) -> respond(context, Problem.of(failure))));
    routes.exception(
        MethodNotAllowedResponse.class,
        (failure, context) -> {
          context.header("Allow", String.join(", ", failure.getDetails().values()));
          respond(context, Problem.METHOD_NOT_ALLOWED);
        });
    routes.exception(
        Exception.class,
        (failure, context) -> {
          failures.add(failure);
          respond(context, Problem.INTERNAL);
        });
  }

  private void respond(Context context, Problem problem) {
    if (context.res().isCommitted()) { // an error would become part of the response that has begun
      return;
    }
    context.res().resetBuffer();
    problem.addRetryAfter(context);
    var error = render(new FailedRequest(context.req().getMethod(), context.path()), problem);
    Responses.json(context, error.status(), error.body());
  }

  /** The response to a request that did not reach a route. */
  public RenderedError render(FailedRequest request, int status) {
    return render(request, Problem.ofStatus(status));
  }

  private RenderedError render(FailedRequest request, Problem problem) {
    return formatOf(request.path()).render(request, problem);
  }

  private ErrorFormat formatOf(String path) {
    return formats.keySet().stream()
        .filter(under -> path.equals(under) || path.startsWith(under + "/"))
        .max(Comparator.comparingInt(String::length))
        .map(formats::get)
        .orElse(ErrorResponses::inServiceFormat);
  }

  /** Renders an error as the service does. */
  public static RenderedError inServiceFormat(FailedRequest request, Problem problem) {
    return inServiceFormat(problem);
  }

  private static RenderedError inServiceFormat(Problem problem) {
    var body = JsonNodeFactory.instance.objectNode().putNull("data");
    body.putObject("error").put("code", problem.code()).put("message", problem.message());
    return new RenderedError(problem.status(), body);
  }

  /** The value of {@code Retry-After} of an error with this status; null if it has none. */
  public static @Nullable Long retryAfterSeconds(int status) {
    return Problem.ofStatus(status).retryAfterSeconds();
  }

  /** The response to a request whose path is unknown. */
  public static RenderedError withoutPath(int status) {
    return inServiceFormat(Problem.ofStatus(status));
  }
}
