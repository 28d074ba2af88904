package warren.documents;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import warren.contracts.Headers;
import warren.contracts.catalogue.Access;
import warren.contracts.catalogue.Catalogue;
import warren.contracts.catalogue.Operation;
import warren.contracts.events.DomainEvent;
import warren.contracts.events.EventType;
import warren.contracts.json.Sample;

/** The messages of an AsyncAPI document, and the schemas of their parts. */
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
    var example = example(Examples.request(operation)).<ObjectNode>set("headers", headers);
    return correlated(
        needsToken ? "RequestHeadersWithToken" : "RequestHeaders",
        message(
            operation.name(),
            operation.summary(),
            referenceTo(RecordTypes.nameOf(operation.request())),
            example));
  }

  ObjectNode reply(Operation<?, ?> operation) {
    var example = example(Examples.reply(operation));
    var name = operation.replyName();
    return typed(
        correlated(
            "ReplyHeaders",
            message(
                name,
                name,
                bodies.reply(operation),
                example.set("headers", replyHeaders(200, "OK")))));
  }

  ObjectNode refusal(Operation<?, ?> operation) {
    var code = Examples.codeOf(operation);
    var example = example(Examples.refusal(code));
    var name = operation.replyName();
    return typed(
        correlated(
            "RefusalHeaders",
            message(
                name,
                name + ", refused",
                Schemas.allOf(referenceTo("Refused"), withCodes(operation)),
                example.set("headers", replyHeaders(code.status(), code.sentence())))));
  }

  ObjectNode event(EventType type) {
    var schema = NODES.objectNode();
    schema.putObject("properties").putObject("type").put("const", type.text());
    return typed(
        message(
            type.text(),
            type.summary(),
            Schemas.allOf(referenceTo("DomainEvent"), schema),
            example(Sample.reply(DomainEvent.class).put("type", type.text()))));
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
      String name, String title, ObjectNode payload, ObjectNode example) {
    var message = NODES.objectNode().put("name", name).put("title", title);
    message.put("contentType", "application/json");
    message.set("payload", payload);
    return message.set("examples", NODES.arrayNode().add(example));
  }

  /** A message with a correlation id: a request or a reply. */
  private static ObjectNode correlated(String headers, ObjectNode message) {
    message.set("correlationId", NODES.objectNode().put("$ref", AsyncApi.CORRELATION));
    return message.set("headers", referenceTo(headers));
  }

  /** A message with its name as AMQP type, which distinguishes it from others. */
  private static ObjectNode typed(ObjectNode message) {
    message
        .putObject("bindings")
        .putObject("amqp")
        .put("messageType", message.get("name").textValue())
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

  private static ObjectNode example(ObjectNode payload) {
    return NODES.objectNode().set("payload", payload);
  }

  private static ObjectNode referenceTo(String schema) {
    return NODES.objectNode().put("$ref", SCHEMAS + schema);
  }

  /** All schemas to which the messages refer. */
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
    RecordTypes.written()
        .forEach(type -> schemas.set(RecordTypes.nameOf(type), bodies.record(type)));
    schemas.set(RecordTypes.nameOf(DomainEvent.class), bodies.event());
    return schemas;
  }
}
