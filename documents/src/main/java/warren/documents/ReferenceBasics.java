package warren.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import warren.contracts.ErrorCode;
import warren.contracts.Headers;
import warren.contracts.Permission;
import warren.contracts.catalogue.Catalogue;
import warren.contracts.catalogue.Effect;

/** The part of the reference that applies to all operations. */
final class ReferenceBasics {
  private static final String INTRODUCTION =
      """
      # Reference

      All operations with their requests, replies and refusals. For programs, the same is available as
      [AsyncAPI](../contracts/asyncapi.json) and, for each body, as [JSON Schema](../contracts/schemas).

      <!-- generated from the catalogue: see CONTRIBUTING.md -->

      """;

  private static final String REQUESTS =
      """

      ## Messages

      A request is published to the default exchange with the operation's name as routing key. Its
      `content_type` is `application/json` or absent; its body is one JSON object in UTF-8 of at most
      %d KiB. Properties and headers have together at most %d KiB. Unknown fields are ignored, and
      listed in the header `ignored_fields` of the reply to a write; `WARREN_UNKNOWN_FIELDS=refuse`
      refuses them. Numbers and booleans may be written as text. In updates, an
      absent field remains unchanged and null clears it; in other requests, null means absent.

      """
          .formatted(Headers.MAX_BODY_KIB, Headers.MAX_PROPERTIES_KIB);

  private static final String REPLIES =
      """

      A reply has the operation's reply name as `type`, and `{"data": …}` or a refusal as body.

      """;

  private static final String FIELDS =
      """

      The bounds in the tables are the length of a text in characters, the number of entries of a
      list, or the value of a number. An id is a UUID, and a time is in ISO 8601 and UTC. A role is
      identified by its name or its id; a built-in role also by its level.

      ## Effects

      """;

  private static final String REFUSALS =
      """

      ## Refusals

      Programs compare `code`, which is from a closed list; `message` is for people. `fields` and
      `retry_after_ms` are present only if they apply.

      """;

  private final Comments comments;

  ReferenceBasics(Comments comments) {
    this.comments = comments;
  }

  String text() {
    return INTRODUCTION
        + contents()
        + REQUESTS
        + headers("request", MessageHeaders.ofRequest(false))
        + REPLIES
        + headers("reply", MessageHeaders.ofRefusal())
        + FIELDS
        + effects()
        + REFUSALS
        + refusals();
  }

  private static String contents() {
    return Reference.features().stream()
        .map(feature -> "- %s: %s\n".formatted(Markdown.linkTo(feature), operationsOf(feature)))
        .collect(Collectors.joining());
  }

  private static String operationsOf(String feature) {
    return Catalogue.OPERATIONS.stream()
        .filter(operation -> operation.feature().equals(feature))
        .map(operation -> Markdown.linkTo(operation.name()))
        .collect(Collectors.joining(", "));
  }

  private static String headers(String of, ObjectNode schema) {
    return Markdown.table(
        schema.get("properties").properties().stream()
            .map(header -> header(header.getKey(), header.getValue())),
        of);
  }

  private static String header(String name, JsonNode schema) {
    var where = schema.path(MessageHeaders.PROPERTY).asText("headers." + name);
    return Markdown.row(Markdown.code(where), schema.get("description").textValue());
  }

  private String effects() {
    return Arrays.stream(Effect.values())
        .map(effect -> "- **%s**: %s\n".formatted(effect.text(), comments.of(effect)))
        .collect(Collectors.joining());
  }

  private String refusals() {
    return """
    %s
    %s
    Any request may be refused with %s;
    an idempotent operation also with %s. The sections of the operations list the other codes.

    ## Permissions

    %s"""
        .formatted(
            Markdown.json(example()),
            Markdown.table(Arrays.stream(ErrorCode.values()).map(this::row), "code", "status"),
            codes(EnumSet.copyOf(ErrorCode.OF_ANY_REQUEST)),
            codes(Effect.IDEMPOTENT.refusals()),
            permissions());
  }

  private String row(ErrorCode code) {
    return Markdown.row(Markdown.code(code.code()), code.status(), comments.of(code));
  }

  private static ObjectNode example() {
    var example = Examples.refusal(ErrorCode.INVALID_FIELDS);
    example.withObject("/error").putObject("fields").putArray("username").add("is required");
    return example;
  }

  private static String codes(Set<ErrorCode> codes) {
    return codes.stream().map(code -> Markdown.code(code.code())).collect(Collectors.joining(", "));
  }

  private static String permissions() {
    return Markdown.table(
        Arrays.stream(Permission.values())
            .map(permission -> Markdown.row(permission, permission.description())),
        "permission");
  }
}
