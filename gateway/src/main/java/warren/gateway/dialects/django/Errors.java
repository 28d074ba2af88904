package warren.gateway.dialects.django;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import warren.contracts.ErrorCode;
import warren.gateway.http.Answers;
import warren.gateway.http.Problem;

/** Errors as the framework has them: by their fields, where there are any. */
final class Errors {
  private static final String NO = "django.no";
  private static final int BAD_REQUEST = 400;

  /** Those that stand by a field, in the framework's sentence. */
  private static final Map<String, ObjectNode> FIELDS =
      Map.of(
          ErrorCode.USERNAME_TAKEN.code(),
              byField("username", "A user with that username already exists."),
          ErrorCode.EMAIL_TAKEN.code(), byField("email", "A user with that email already exists."),
          ErrorCode.BAD_CREDENTIALS.code(), byField("old_password", "Wrong password."));

  /** The framework's sentences, for what it has one for. */
  private static final Map<String, String> DETAILS =
      Map.of(
          ErrorCode.UNAUTHENTICATED.code(), "Authentication credentials were not provided.",
          ErrorCode.FORBIDDEN.code(), "You do not have permission to perform this action.",
          ErrorCode.UNKNOWN_ACCOUNT.code(), "No User matches the given query.",
          ErrorCode.UNKNOWN_GROUP.code(), "No Group matches the given query.",
          Problem.NOT_FOUND.code(), "Not found.");

  private Errors() {}

  /** If this request fails, that alone is said: under this name, false. */
  static void sayNo(Context context, String name) {
    context.attribute(NO, name);
  }

  static void answer(Context context, Problem problem) {
    String no = context.attribute(NO);
    var known = FIELDS.get(problem.code());
    if (no != null) {
      Answers.json(context, problem.status(), object().put(no, false));
    } else if (known != null) {
      Answers.json(context, BAD_REQUEST, known);
    } else if (problem.fields() != null) {
      Answers.json(context, problem.status(), byField(problem.fields()));
    } else {
      Answers.json(context, problem.status(), object().put("detail", detail(context, problem)));
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
