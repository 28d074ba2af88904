package warren.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import warren.contracts.Refusal;
import warren.contracts.catalogue.Operation;
import warren.contracts.events.DomainEvent;
import warren.contracts.events.EventType;
import warren.contracts.fields.Alternatives;
import warren.contracts.fields.Example;
import warren.contracts.fields.FieldAnnotations;
import warren.contracts.fields.NewPassword;
import warren.contracts.json.RecordReader;
import warren.contracts.json.Sample;

/**
 * JSON Schemas (draft-07) of bodies. They allow additional fields: those of a request are ignored,
 * and replies may get more fields in later versions. Thread-safe.
 */
public final class JsonSchemas {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Comments comments;
  private final @Nullable String place;
  private final ReplyField replyField = new ReplyField(this::within);

  private JsonSchemas(Comments comments, @Nullable String place) {
    this.comments = comments;
    this.place = place;
  }

  /** Schemas that contain each record in the place of its use. */
  public static JsonSchemas whole(Comments comments) {
    return new JsonSchemas(comments, null);
  }

  /**
   * Schemas that refer to the schemas of the records within them.
   *
   * @param place the location of the schemas of records, to which the {@link RecordTypes#nameOf
   *     name} is appended, for example {@code #/components/schemas/}
   */
  public static JsonSchemas referringTo(String place, Comments comments) {
    return new JsonSchemas(comments, place);
  }

  /** The schema of a request's body. */
  public ObjectNode request(Operation<?, ?> operation) {
    var type = operation.request();
    return object(
        type, c -> !RecordReader.isOptional(c), RequestField::schema, Sample.request(type));
  }

  /** The schema of the body of a reply that is not a refusal. */
  public ObjectNode reply(Operation<?, ?> operation) {
    var properties = NODES.objectNode();
    properties.set("data", replyField.value(operation.reply()));
    var description = "The reply to " + operation + ".";
    return object(operation.replyName(), description, Stream.of("data"), properties);
  }

  /** The schema of the body of a refusal with any code. */
  public ObjectNode refusal() {
    var properties = NODES.objectNode();
    properties.set("data", Schemas.ofType("null"));
    properties.set("error", within(Refusal.class));
    var required = Stream.of("data", "error");
    return object("Refused", "The request was not executed.", required, properties);
  }

  /** The schema of an event's body. */
  public ObjectNode event() {
    var schema = record(DomainEvent.class);
    var types = schema.withObject("/properties/type").putArray("enum");
    Stream.of(EventType.values()).map(EventType::text).forEach(types::add);
    return schema;
  }

  /** The schema of a record within a reply. */
  public ObjectNode record(Class<? extends Record> type) {
    return object(type, ReplyField::isRequired, replyField::schema, Sample.reply(type));
  }

  private ObjectNode within(Class<?> type) {
    return place == null
        ? record(type.asSubclass(Record.class))
        : NODES.objectNode().put("$ref", place + RecordTypes.nameOf(type));
  }

  private ObjectNode object(
      Class<?> type,
      Predicate<RecordComponent> isRequired,
      Function<RecordComponent, ObjectNode> schemaOf,
      ObjectNode sample) {
    var components = Arrays.asList(type.getRecordComponents());
    var required = components.stream().filter(isRequired).map(RecordReader::nameOf);
    var properties = NODES.objectNode();
    for (var component : components) {
      var name = RecordReader.nameOf(component);
      properties.set(name, property(component, schemaOf.apply(component), sample.get(name)));
    }
    var schema = object(RecordTypes.nameOf(type), comments.of(type), required, properties);
    var alternatives = type.getAnnotation(Alternatives.class);
    if (alternatives != null) {
      schema.set("oneOf", choices(alternatives));
    }
    return schema;
  }

  /** One of the fields is given, or none unless one is required; null is the same as absent. */
  private static ArrayNode choices(Alternatives alternatives) {
    var given = NODES.arrayNode();
    Stream.of(alternatives.value()).map(JsonSchemas::given).forEach(given::add);
    var choices = given.deepCopy();
    if (!alternatives.required()) {
      choices.addObject().putObject("not").set("anyOf", given);
    }
    return choices;
  }

  private static ObjectNode given(String field) {
    var schema = NODES.objectNode();
    schema.set("required", Schemas.array(Stream.of(field)));
    schema.withObject("/properties").putObject(field).set("not", Schemas.ofType("null"));
    return schema;
  }

  private static ObjectNode object(
      String title, String description, Stream<String> required, ObjectNode properties) {
    var schema = NODES.objectNode().put("title", title).put("description", description);
    schema.put("type", "object").set("required", Schemas.array(required));
    return schema.set("properties", properties);
  }

  private ObjectNode property(RecordComponent component, ObjectNode value, JsonNode example) {
    // keywords beside a $ref are ignored in draft-07
    var schema = value.has("$ref") ? Schemas.allOf(value) : value;
    schema.put("description", description(component));
    if (FieldAnnotations.has(component, Example.class)) {
      schema.set("examples", NODES.arrayNode().add(example));
    }
    return schema;
  }

  /** States the limits of a new password in words: the schema cannot express bytes. */
  private String description(RecordComponent component) {
    var comment = comments.of(component);
    return FieldAnnotations.has(component, NewPassword.class)
        ? comment + "; " + FieldTable.NEW_PASSWORD
        : comment;
  }
}
