package warren.gateway.dialects.django;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import warren.contracts.ErrorCode;
import warren.gateway.http.Problem;
import warren.gateway.http.Responses;

/** Errors in Django's format: by field if they concern fields, otherwise under {@code detail}. */
final class Errors {
  private static final String FLAG = "django.flag";
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

  private Errors() {}

  /** If this request fails, its body is only {@code {name: false}}. */
  static void reportAsFlag(Context context, String name) {
    context.attribute(FLAG, name);
  }

  static void write(Context context, Problem problem) {
    String flag = context.attribute(FLAG);
    var byField = FIELDS.get(problem.code());
    if (flag != null) {
      Responses.json(context, problem.status(), object().put(flag, false));
    } else if (byField != null) {
      Responses.json(context, BAD_REQUEST, byField);
    } else if (problem.fields() != null) {
      Responses.json(context, problem.status(), byField(problem.fields()));
    } else {
      Responses.json(context, problem.status(), object().put("detail", detail(context, problem)));
    }
  }

  private static String detail(Context context, Problem problem) {
    if (problem.equals(Problem.METHOD_NOT_ALLOWED)) {
      return "Method \"" + context.method() + "\" not allowed.";
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
