package warren.documents;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.stream.Stream;
import warren.contracts.ErrorCode;
import warren.contracts.Headers;

/**
 * Schemas of the headers and properties of messages. AsyncAPI's expressions refer only to headers,
 * so the AMQP properties that the protocol uses are listed as headers, each with its AMQP name.
 */
final class MessageHeaders {
  /** The schema keyword for the name of an AMQP property. */
  static final String PROPERTY = "x-amqp-property";

  static final String CORRELATION_ID = "correlationId";
  static final String REPLY_TO = "replyTo";

  private static final String DIGITS = "^[0-9]{1,18}$";

  private final ObjectNode properties = JsonNodeFactory.instance.objectNode();

  private MessageHeaders() {}

  /**
   * The schema for requests.
   *
   * @param withToken whether a token is required
   */
  static ObjectNode ofRequest(boolean withToken) {
    return new MessageHeaders()
        .header(
            Headers.JWT,
            text().put("maxLength", Headers.MAX_TOKEN_BYTES),
            "an access token, if the operation requires one")
        .header(
            Headers.DEADLINE,
            Schemas.ofType("integer", "string").put("pattern", DIGITS),
            "epoch milliseconds after which the request is refused with `deadline_passed`")
        .header(
            Headers.CLIENT_IP,
            text(),
            "the end user's IP address; used only if the sender is trusted")
        .header(Headers.TRACEPARENT, text(), "W3C trace context, copied to the log and the reply")
        .property(CORRELATION_ID, "correlation_id", text(), "returned in the reply")
        .property(
            REPLY_TO,
            "reply_to",
            text(),
            "a queue of the caller, or `amq.rabbitmq.reply-to`; without it there is no reply")
        .property(
            "messageId",
            "message_id",
            text().put("maxLength", Headers.MAX_MESSAGE_ID),
            "an idempotency key: all requests with the same key have one effect and one reply")
        .property(
            "expiration",
            "expiration",
            text().put("pattern", DIGITS),
            "milliseconds after which the broker drops a request that is still queued, and the"
                + " service refuses a delivered one with `unavailable` before its execution")
        .requiring(withToken ? Stream.of(Headers.JWT) : Stream.empty());
  }

  /** The schema for replies that are not refusals. */
  static ObjectNode ofReply() {
    return ofReply(number("int32").put("const", 200));
  }

  /** The schema for refusals. */
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
            "present if the broker had delivered the request before")
        .header(
            Headers.IGNORED_FIELDS,
            text(),
            "names of fields that the operation does not have, in the reply to a write")
        .header(Headers.TRACEPARENT, text(), "the value from the request")
        .property(CORRELATION_ID, "correlation_id", text(), "the value from the request")
        .property(
            "userId",
            "user_id",
            text(),
            "the service's broker user, verified by the broker; absent if the service logs in with a"
                + " certificate")
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
