package warren.contracts.documents;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import warren.contracts.Access;
import warren.contracts.Catalogue;
import warren.contracts.Headers;
import warren.contracts.Operation;

/** The messages of operations, as an AsyncAPI document has them, and the schemas of their parts. */
final class Messages {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String SCHEMAS = "#/components/schemas/";
  private static final String ID = "7f3c";

  private final JsonSchemas bodies;

  Messages(Comments comments) {
    this.bodies = JsonSchemas.referringTo(SCHEMAS, comments);
  }

  ObjectNode request(Operation<?, ?> operation) {
    var needsToken = operation.access().token() == Access.Token.REQUIRED;
    var headers = NODES.objectNode().put(MessageHeaders.CORRELATION_ID, ID);
    headers.put(MessageHeaders.REPLY_TO, "amq.rabbitmq.reply-to");
    if (needsToken) {
      headers.put(Headers.JWT, Examples.TOKEN);
    }
    return message(
        operation.name(),
        operation.summary(),
        needsToken ? "RequestHeadersWithToken" : "RequestHeaders",
        referenceTo(RecordTypes.nameOf(operation.request())),
        example(headers, Examples.request(operation)));
  }

  ObjectNode reply(Operation<?, ?> operation) {
    return typed(
        operation,
        message(
            operation.replyName(),
            operation.replyName(),
            "ReplyHeaders",
            bodies.reply(operation),
            example(replyHeaders(200, "OK"), Examples.reply(operation))));
  }

  ObjectNode refusal(Operation<?, ?> operation) {
    var code = Examples.codeOf(operation);
    return typed(
        operation,
        message(
            operation.replyName(),
            operation.replyName() + ", refused",
            "RefusalHeaders",
            Schemas.allOf(referenceTo("Refused"), withCodes(operation)),
            example(replyHeaders(code.status(), code.sentence()), Examples.refusal(code))));
  }

  private static ObjectNode withCodes(Operation<?, ?> operation) {
    var schema = NODES.objectNode();
    schema
        .putObject("properties")
        .putObject("error")
        .putObject("properties")
        .set("code", Schemas.codes(operation.refusals()));
    return schema;
  }

  private static ObjectNode message(
      String name, String title, String headers, ObjectNode payload, ObjectNode example) {
    var message = NODES.objectNode().put("name", name).put("title", title);
    message.put("contentType", "application/json");
    message.set("correlationId", NODES.objectNode().put("$ref", AsyncApi.CORRELATION));
    message.set("headers", referenceTo(headers));
    message.set("payload", payload);
    return message.set("examples", NODES.arrayNode().add(example));
  }

  /** With the AMQP type by which a caller may tell it from others. */
  private static ObjectNode typed(Operation<?, ?> operation, ObjectNode message) {
    message
        .putObject("bindings")
        .putObject("amqp")
        .put("messageType", operation.replyName())
        .put("bindingVersion", AsyncApi.AMQP_BINDING);
    return message;
  }

  private static ObjectNode replyHeaders(int status, String message) {
    return NODES
        .objectNode()
        .put(MessageHeaders.CORRELATION_ID, ID)
        .put(Headers.STATUS_CODE, status)
        .put(Headers.STATUS_MESSAGE, message)
        .put(Headers.PROCESSING_TIME_NS, 1_600_000);
  }

  private static ObjectNode example(ObjectNode headers, ObjectNode payload) {
    var example = NODES.objectNode();
    example.set("headers", headers);
    return example.set("payload", payload);
  }

  private static ObjectNode referenceTo(String schema) {
    return NODES.objectNode().put("$ref", SCHEMAS + schema);
  }

  /** All to which the messages refer. */
  ObjectNode schemas() {
    var schemas = NODES.objectNode();
    schemas.set("RequestHeaders", MessageHeaders.ofRequest(false));
    schemas.set("RequestHeadersWithToken", MessageHeaders.ofRequest(true));
    schemas.set("ReplyHeaders", MessageHeaders.ofReply());
    schemas.set("RefusalHeaders", MessageHeaders.ofRefusal());
    schemas.set("Refused", bodies.refusal());
    Catalogue.OPERATIONS.forEach(
        operation ->
            schemas.set(RecordTypes.nameOf(operation.request()), bodies.request(operation)));
    RecordTypes.ofReplies()
        .forEach(type -> schemas.set(RecordTypes.nameOf(type), bodies.record(type)));
    return schemas;
  }
}
