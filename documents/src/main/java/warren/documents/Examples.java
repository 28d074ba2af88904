package warren.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import warren.contracts.ErrorCode;
import warren.contracts.Secret;
import warren.contracts.catalogue.Operation;
import warren.contracts.json.Json;
import warren.contracts.json.Sample;

/** Complete bodies, created from the samples of their records. */
final class Examples {
  /** A token, abbreviated. */
  static final String TOKEN = "eyJraWQi…";

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Examples() {}

  static ObjectNode request(Operation<?, ?> operation) {
    return Sample.request(operation.request());
  }

  static ObjectNode reply(Operation<?, ?> operation) {
    return NODES.objectNode().set("data", data(operation.reply()));
  }

  private static JsonNode data(Class<?> type) {
    if (type.isRecord()) {
      return Sample.reply(type.asSubclass(Record.class));
    }
    // the only reply that is a text
    return type == Secret.class ? NODES.textNode(TOKEN) : NODES.nullNode();
  }

  /** An error code that is specific to the operation. */
  static ErrorCode codeOf(Operation<?, ?> operation) {
    return operation.refusals().stream()
        .filter(code -> !ErrorCode.OF_ANY_REQUEST.contains(code))
        .findFirst()
        .orElse(ErrorCode.UNAVAILABLE);
  }

  static ObjectNode refusal(ErrorCode code) {
    var body = NODES.objectNode().putNull("data");
    return body.set("error", Json.parse(Json.write(code.refusal())));
  }
}
