package warren.documents;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.stream.Stream;
import warren.contracts.ErrorCode;
import warren.contracts.Headers;

/**
 * Schemas of what goes with a body. AsyncAPI's expressions know headers alone, so the properties of
 * AMQP that the protocol uses stand among them, each with its own name beside it.
 */
final class MessageHeaders {
  /** Holds the name of a property of AMQP, in the schema of what is no header. */
  static final String PROPERTY = "x-amqp-property";

  static final String CORRELATION_ID = "correlationId";
  static final String REPLY_TO = "replyTo";

  private static final String DIGITS = "^[0-9]{1,18}$";

  private final ObjectNode properties = JsonNodeFactory.instance.objectNode();

  private MessageHeaders() {}

  /**
   * A request's.
   *
   * @param withToken whether it must have a token
   */
  static ObjectNode ofRequest(boolean withToken) {
    return new MessageHeaders()
        .header(
            Headers.JWT,
            text().put("maxLength", Headers.MAX_TOKEN_BYTES),
            "a login token, where one is needed")
        .header(
            Headers.DEADLINE,
            Schemas.ofType("integer", "string").put("pattern", DIGITS),
            "epoch milliseconds after which the request is answered with `deadline_passed` instead")
        .header(
            Headers.CLIENT_IP,
            text(),
            "the address of whom the caller acts for; believed of senders who are trusted")
        .header(Headers.TRACEPARENT, text(), "W3C trace context, for the log and the reply")
        .property(CORRELATION_ID, "correlation_id", text(), "comes back in the reply")
        .property(
            REPLY_TO,
            "reply_to",
            text(),
            "a queue of the caller's, or `amq.rabbitmq.reply-to`; without it nothing is answered")
        .property(
            "messageId",
            "message_id",
            text().put("maxLength", Headers.MAX_MESSAGE_ID),
            "an idempotency key: under one of them a write has one effect, and one reply")
        .property(
            "expiration",
            "expiration",
            text().put("pattern", DIGITS),
            "milliseconds after which the request is dropped if it still waits")
        .requiring(withToken ? Stream.of(Headers.JWT) : Stream.empty());
  }

  /** Those of a reply that is no refusal. */
  static ObjectNode ofReply() {
    return ofReply(number("int32").put("const", 200));
  }

  /** A refusal's. */
  static ObjectNode ofRefusal() {
    var status = number("int32");
    var statuses = status.putArray("enum");
    Arrays.stream(ErrorCode.values()).mapToInt(ErrorCode::status).distinct().forEach(statuses::add);
    return ofReply(status);
  }

  private static ObjectNode ofReply(ObjectNode status) {
    return new MessageHeaders()
        .header(Headers.STATUS_CODE, status, "200, or the status of the refusal")
        .header(Headers.STATUS_MESSAGE, text(), "`OK`, or one sentence for people")
        .header(
            Headers.PROCESSING_TIME_NS,
            number("int64").put("minimum", 1),
            "nanoseconds spent on the request")
        .header(
            Headers.REDELIVERED,
            Schemas.ofType("boolean").put("const", true),
            "there if the broker had delivered the request before")
        .header(Headers.TRACEPARENT, text(), "the request's")
        .property(CORRELATION_ID, "correlation_id", text(), "the request's")
        .requiring(
            Stream.of(Headers.STATUS_CODE, Headers.STATUS_MESSAGE, Headers.PROCESSING_TIME_NS));
  }

  private MessageHeaders header(String name, ObjectNode schema, String description) {
    properties.set(name, schema.put("description", description));
    return this;
  }

  private MessageHeaders property(
      String name, String amqpName, ObjectNode schema, String description) {
    return header(name, schema.put(PROPERTY, amqpName), description);
  }

  private ObjectNode requiring(Stream<String> required) {
    var schema = Schemas.ofType("object");
    schema.set("required", Schemas.array(required));
    return schema.set("properties", properties);
  }

  private static ObjectNode text() {
    return Schemas.ofType("string");
  }

  private static ObjectNode number(String format) {
    return Schemas.ofType("integer").put("format", format);
  }
}
