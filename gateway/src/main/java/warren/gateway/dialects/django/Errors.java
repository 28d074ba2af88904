package warren.gateway.dialects.django;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.gateway.dialects.FailureStatus;
import warren.gateway.http.FailedRequest;
import warren.gateway.http.Problem;
import warren.gateway.http.RenderedError;

/**
 * Errors in Django's format: a flag for logins and refreshes, by field if they concern fields,
 * otherwise under {@code detail}.
 */
final class Errors {
  private static final int BAD_REQUEST = 400;

  /** Refusals that Django reports under a field, with Django's sentence. */
  private static final Map<String, ObjectNode> FIELDS =
      Map.of(
          ErrorCode.USERNAME_TAKEN.code(),
              byField("username", "A user with that username already exists."),
          ErrorCode.EMAIL_TAKEN.code(), byField("email", "A user with that email already exists."),
          ErrorCode.NAME_TAKEN.code(), byField("name", "group with this name already exists."),
          ErrorCode.BAD_CREDENTIALS.code(), byField("old_password", "Wrong password."));

  /** Refusals for which Django has its own sentence. */
  private static final Map<String, String> DETAILS =
      Map.of(
          ErrorCode.UNAUTHENTICATED.code(), "Authentication credentials were not provided.",
          ErrorCode.FORBIDDEN.code(), "You do not have permission to perform this action.",
          ErrorCode.UNKNOWN_ACCOUNT.code(), "No User matches the given query.",
          ErrorCode.UNKNOWN_GROUP.code(), "No Group matches the given query.",
          Problem.NOT_FOUND.code(), "Not found.");

  private final String api;
  private final FailureStatus failureStatus;

  Errors(String api, FailureStatus failureStatus) {
    this.api = api;
    this.failureStatus = failureStatus;
  }

  /**
   * Renders a problem. The original API itself reports flags and fields under {@code /api/}, in the
   * body; its framework reports everything else by the HTTP status.
   */
  RenderedError render(FailedRequest request, Problem problem) {
    var flag = flag(request);
    if (flag != null && !problem.equals(Django.FORGED)) {
      return new RenderedError(failureStatus.http(problem.status()), object().put(flag, false));
    }
    if (request.isTo(api + "/authenticated") && !problem.equals(Problem.METHOD_NOT_ALLOWED)) {
      // in the original API, the framework refuses this request
      return new RenderedError(problem.status(), object().put("authenticated", false));
    }
    var known = FIELDS.get(problem.code());
    if (known != null) {
      return ofFields(request, BAD_REQUEST, known);
    }
    var fields = problem.fields();
    return fields == null
        ? new RenderedError(problem.status(), object().put("detail", detail(request, problem)))
        : ofFields(request, problem.status(), byField(fields));
  }

  private RenderedError ofFields(FailedRequest request, int status, ObjectNode body) {
    var isOriginal = request.path().startsWith(api + "/");
    return new RenderedError(isOriginal ? failureStatus.http(status) : status, body);
  }

  /** The name of the flag by which this request reports every failure; null if it has none. */
  private @Nullable String flag(FailedRequest request) {
    return request.isPostTo(api + "/token")
        ? "success"
        : request.isPostTo(api + "/token/refresh") ? "refreshed" : null;
  }

  private static String detail(FailedRequest request, Problem problem) {
    if (problem.equals(Problem.METHOD_NOT_ALLOWED)) {
      return "Method \"" + request.method() + "\" not allowed.";
    }
    return DETAILS.getOrDefault(problem.code(), problem.message());
  }

  private static ObjectNode byField(Map<String, List<String>> fields) {
    var node = object();
    fields.forEach(
        (name, problems) -> {
          var list = node.putArray(name);
          problems.forEach(problem -> list.add("This field " + problem + "."));
        });
    return node;
  }

  private static ObjectNode byField(String name, String sentence) {
    var node = object();
    node.putArray(name).add(sentence);
    return node;
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
