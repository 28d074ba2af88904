package warren.client;

import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;
import warren.contracts.catalogue.Operation;
import warren.contracts.json.Json;

/** Reads replies: the operation's data, or the refusal. */
final class Results {
  private Results() {}

  /** A {@link Refusal} with any code, also an unknown one. */
  private record Problem(
      String code,
      String message,
      @Nullable Map<String, List<String>> fields,
      @Nullable Long retryAfterMs) {}

  static <R> R read(Operation<?, R> operation, Reply reply) {
    var body = reply.json();
    try {
      if (reply.status() != Reply.OK) {
        throw refusal(reply.status(), Json.read(body.path("error"), Problem.class));
      }
      // a newer service may return data for an operation that has none in this version
      var isVoid = operation.reply() == Void.class;
      var data = isVoid ? NullNode.instance : body.path("data");
      if (!isVoid && (data.isNull() || data.isMissingNode())) {
        throw Reply.notUnderstood(null);
      }
      return Json.read(data, operation.reply());
    } catch (IOException e) {
      throw Reply.notUnderstood(e);
    }
  }

  private static RuntimeException refusal(int status, @Nullable Problem problem) {
    if (problem == null || problem.code() == null || problem.message() == null) {
      return Reply.notUnderstood(null);
    }
    return ErrorCode.find(problem.code())
        .<RuntimeException>map(
            code ->
                RefusedException.withStack(
                    new Refusal(code, problem.message(), problem.fields(), problem.retryAfterMs())))
        .orElseGet(() -> new UnknownRefusalException(status, problem.code(), problem.message()));
  }
}
