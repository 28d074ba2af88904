package warren.documents;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;
import warren.contracts.catalogue.Catalogue;
import warren.contracts.catalogue.Operation;
import warren.contracts.events.DomainEvent;
import warren.contracts.events.EventType;

/**
 * The catalogue and the events as an AsyncAPI 3.0 document, from the perspective of the service: it
 * receives requests, replies to them and sends events. The extensions {@code x-access}, {@code
 * x-effect} and {@code x-refusals} describe the access rule, the effect and the status of each
 * error code.
 */
public final class AsyncApi {
  static final String CORRELATION = "#/components/correlationIds/ofRequest";
  static final String AMQP_BINDING = "0.3.0";

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String REPLIES = "replies";
  private static final String EVENTS = "events";

  private final Comments comments;
  private final Messages parts;
  private final ObjectNode channels = NODES.objectNode();
  private final ObjectNode operations = NODES.objectNode();
  private final ObjectNode messages = NODES.objectNode();

  private AsyncApi(Comments comments) {
    this.comments = comments;
    this.parts = new Messages(comments);
  }

  /**
   * Generates the document.
   *
   * @param version the program's version
   */
  public static ObjectNode document(String version, Comments comments) {
    var api = new AsyncApi(comments);
    api.addReplies();
    Catalogue.OPERATIONS.forEach(api::add);
    api.addEvents();
    return api.document(version);
  }

  private ObjectNode document(String version) {
    var document = NODES.objectNode().put("asyncapi", "3.0.0");
    document.set("info", info(version));
    document.put("defaultContentType", "application/json");
    document
        .putObject("servers")
        .putObject("broker")
        .put("host", "localhost:5672")
        .put("protocol", "amqp")
        .put("protocolVersion", "0.9.1")
        .put("description", "A placeholder for your RabbitMQ.");
    document.set("channels", channels);
    document.set("operations", operations);
    document.set("components", components());
    return document;
  }

  private static ObjectNode info(String version) {
    var info = NODES.objectNode().put("title", "Warren").put("version", version);
    info.put(
        "description",
        """
        Accounts, login tokens and permissions for backends that communicate over RabbitMQ. A
        request is published to the default exchange with the operation's name as routing key; the
        reply is published to its `reply_to`. In updates, an absent field remains unchanged and null
        clears it; in other requests, null means absent.""");
    info.putObject("license")
        .put("name", "Apache-2.0")
        .put("url", "https://www.apache.org/licenses/LICENSE-2.0");
    var tags = info.putArray("tags");
    Stream.concat(Catalogue.OPERATIONS.stream().map(Operation::feature), Stream.of(EVENTS))
        .distinct()
        .forEach(feature -> tags.addObject().put("name", feature));
    return info;
  }

  private ObjectNode components() {
    var components = NODES.objectNode();
    components.set("messages", messages);
    components.set("schemas", parts.schemas());
    components
        .putObject("correlationIds")
        .putObject("ofRequest")
        .put("description", "The correlation id of the request; its reply has the same.")
        .put("location", "$message.header#/" + MessageHeaders.CORRELATION_ID);
    return components;
  }

  private void addReplies() {
    channels
        .putObject(REPLIES)
        .putNull("address")
        .put("summary", "The reply queue of a caller, for all of its requests.")
        .putObject("messages");
  }

  private void add(Operation<?, ?> operation) {
    var name = operation.name();
    channels.set(name, channel(operation));
    addMessage(name, name, parts.request(operation));
    addMessage(REPLIES, name + ".reply", parts.reply(operation));
    addMessage(REPLIES, name + ".refusal", parts.refusal(operation));
    operations.set(name, operation(operation));
  }

  private void addEvents() {
    channels.set(EVENTS, eventChannel());
    var node = NODES.objectNode().put("action", "send");
    node.set("channel", reference("#/channels/" + EVENTS));
    node.put("summary", "Publishes domain events.");
    node.put("description", comments.of(DomainEvent.class));
    node.putArray("tags").addObject().put("name", EVENTS);
    var published = node.putArray("messages");
    for (var type : EventType.values()) {
      addMessage(EVENTS, type.text(), parts.event(type));
      published.add(message(EVENTS, type.text()));
    }
    operations.set(EVENTS, node);
  }

  private static ObjectNode eventChannel() {
    var channel = NODES.objectNode().put("address", "{type}");
    channel.put("summary", "The topic exchange named by the setting WARREN_EVENTS_EXCHANGE.");
    channel.putObject("messages");
    var type = channel.putObject("parameters").putObject("type");
    type.set("enum", Schemas.array(Stream.of(EventType.values()).map(EventType::text)));
    type.put("description", "The routing key.").put("location", "$message.payload#/type");
    var amqp = channel.putObject("bindings").putObject("amqp").put("is", "routingKey");
    amqp.putObject("exchange")
        .put("name", "accounts.events")
        .put("type", "topic")
        .put("durable", true)
        .put("autoDelete", false);
    amqp.put("bindingVersion", AMQP_BINDING);
    return channel;
  }

  private void addMessage(String channel, String name, ObjectNode message) {
    messages.set(name, message);
    channels
        .withObject("/" + channel + "/messages")
        .putObject(name)
        .put("$ref", "#/components/messages/" + name);
  }

  private static ObjectNode channel(Operation<?, ?> operation) {
    var channel = NODES.objectNode().put("address", operation.name());
    channel.put("summary", operation.summary()).putObject("messages");
    var amqp = channel.putObject("bindings").putObject("amqp").put("is", "queue");
    amqp.putObject("queue")
        .put("name", operation.name())
        .put("durable", true)
        .put("exclusive", false)
        .put("autoDelete", false);
    amqp.put("bindingVersion", AMQP_BINDING);
    return channel;
  }

  private ObjectNode operation(Operation<?, ?> operation) {
    var node = NODES.objectNode().put("action", "receive");
    node.set("channel", reference("#/channels/" + operation.name()));
    node.put("summary", operation.summary()).put("description", description(operation));
    node.putArray("tags").addObject().put("name", operation.feature());
    node.putArray("messages").add(message(operation.name(), operation.name()));
    node.set("reply", reply(operation));
    node.put("x-access", operation.access().text());
    node.put("x-effect", operation.effect().text());
    var refusals = node.putObject("x-refusals");
    operation.refusals().forEach(code -> refusals.put(code.code(), code.status()));
    return node;
  }

  private String description(Operation<?, ?> operation) {
    return "%s\n\nAccess: %s.\n\nEffect: %s"
        .formatted(
            comments.details(operation), operation.access().text(), comments.of(operation.effect()))
        .strip();
  }

  private static ObjectNode reply(Operation<?, ?> operation) {
    var reply = NODES.objectNode();
    reply
        .putObject("address")
        .put("location", "$message.header#/" + MessageHeaders.REPLY_TO)
        .put("description", "The request's `reply_to`; without it there is no reply.");
    reply.set("channel", reference("#/channels/" + REPLIES));
    reply
        .putArray("messages")
        .add(message(REPLIES, operation.name() + ".reply"))
        .add(message(REPLIES, operation.name() + ".refusal"));
    return reply;
  }

  private static ObjectNode message(String channel, String name) {
    return reference("#/channels/" + channel + "/messages/" + name);
  }

  private static ObjectNode reference(String path) {
    return NODES.objectNode().put("$ref", path);
  }
}
