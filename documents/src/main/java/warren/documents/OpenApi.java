package warren.documents;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.catalogue.Access;
import warren.contracts.catalogue.Operation;

/**
 * Operations as an OpenAPI 3.1 document, for a bridge that accepts each as {@code POST
 * /rpc/{Operation}} and responds with the reply's status and body.
 */
public final class OpenApi {
  /** The path under which each operation has its name as path. */
  public static final String ROOT = "/rpc";

  static final String SCHEMAS = "#/components/schemas/";

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String TOKEN = "token";
  private static final String REFUSED = "Refused";

  private final Comments comments;
  private final List<Operation<?, ?>> operations;
  private final JsonSchemas bodies;

  private OpenApi(Comments comments, List<Operation<?, ?>> operations) {
    this.comments = comments;
    this.operations = operations;
    this.bodies = JsonSchemas.referringTo(SCHEMAS, comments);
  }

  /**
   * Generates the document.
   *
   * @param version the program's version
   * @param operations the operations that the bridge offers
   */
  public static ObjectNode document(
      String version, Comments comments, List<Operation<?, ?>> operations) {
    return new OpenApi(comments, operations).document(version);
  }

  private ObjectNode document(String version) {
    var document = NODES.objectNode().put("openapi", "3.1.0");
    document.set("info", info(version));
    var tags = document.putArray("tags");
    operations.stream()
        .map(Operation::feature)
        .distinct()
        .forEach(feature -> tags.addObject().put("name", feature));
    var paths = document.putObject("paths");
    operations.forEach(
        operation -> paths.putObject(ROOT + "/" + operation).set("post", operation(operation)));
    var components = document.putObject("components");
    components.set("schemas", schemas());
    components
        .putObject("securitySchemes")
        .putObject(TOKEN)
        .put("type", "http")
        .put("scheme", "bearer")
        .put("bearerFormat", "JWT")
        .put("description", "A token that RequestLoginToken or RequestSession returned.");
    return document;
  }

  private static ObjectNode info(String version) {
    var info = NODES.objectNode().put("title", "Warren").put("version", version);
    info.put(
        "description",
        """
        Accounts, login tokens and permissions, bridged from RabbitMQ. Status and body are those of
        the reply; the body contains `data`, or `error` with a code for programs. In updates, an
        absent field remains unchanged and null clears it; in other requests, null means absent.""");
    info.putObject("license").put("name", "Apache-2.0").put("identifier", "Apache-2.0");
    return info;
  }

  private ObjectNode operation(Operation<?, ?> operation) {
    var node = NODES.objectNode().put("operationId", operation.name());
    node.put("summary", operation.summary());
    node.put(
        "description",
        "%s\n\nAccess: %s."
            .formatted(comments.details(operation), operation.access().text())
            .strip());
    node.putArray("tags").add(operation.feature());
    var security = node.putArray("security");
    if (operation.access().token() != Access.Token.REQUIRED) {
      security.addObject();
    }
    security.addObject().putArray(TOKEN);
    var request = node.putObject("requestBody").put("required", true);
    request.set("content", content(reference(operation.request()), Examples.request(operation)));
    node.set("responses", responses(operation));
    node.put("x-effect", operation.effect().text());
    return node;
  }

  private ObjectNode responses(Operation<?, ?> operation) {
    var responses = NODES.objectNode();
    responses
        .putObject("200")
        .put("description", "The request was executed.")
        .set("content", content(bodies.reply(operation), Examples.reply(operation)));
    var byStatus =
        operation.refusals().stream()
            .collect(
                Collectors.groupingBy(
                    ErrorCode::status, TreeMap::new, Collectors.toCollection(LinkedHashSet::new)));
    byStatus.forEach((status, codes) -> responses.set(Integer.toString(status), refusal(codes)));
    return responses;
  }

  private static ObjectNode refusal(Set<ErrorCode> codes) {
    var schema = NODES.objectNode();
    schema
        .putObject("properties")
        .putObject("error")
        .putObject("properties")
        .set("code", Schemas.codes(codes));
    var first = codes.iterator().next();
    var response = NODES.objectNode();
    response.put(
        "description", codes.stream().map(ErrorCode::sentence).collect(Collectors.joining(" ")));
    return response.set(
        "content", content(Schemas.allOf(reference(REFUSED), schema), Examples.refusal(first)));
  }

  private static ObjectNode content(ObjectNode schema, ObjectNode example) {
    var content = NODES.objectNode();
    var json = content.putObject("application/json");
    json.set("schema", schema);
    json.set("example", example);
    return content;
  }

  private ObjectNode schemas() {
    var schemas = NODES.objectNode();
    schemas.set(REFUSED, bodies.refusal());
    operations.forEach(
        operation ->
            schemas.set(RecordTypes.nameOf(operation.request()), bodies.request(operation)));
    Stream.concat(operations.stream().map(Operation::reply), Stream.of(Refusal.class))
        .flatMap(RecordTypes::in)
        .distinct()
        .forEach(type -> schemas.set(RecordTypes.nameOf(type), bodies.record(type)));
    return schemas;
  }

  private static ObjectNode reference(Class<?> type) {
    return reference(RecordTypes.nameOf(type));
  }

  private static ObjectNode reference(String schema) {
    return NODES.objectNode().put("$ref", SCHEMAS + schema);
  }
}
