package warren.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import warren.contracts.ErrorCode;
import warren.contracts.Headers;
import warren.contracts.catalogue.Access;
import warren.contracts.catalogue.Operation;
import warren.contracts.events.EventType;
import warren.contracts.json.Json;

class AsyncApiTest {
  private static final String ALL = "warren.contracts.catalogue.Catalogue#OPERATIONS";
  private static final ObjectNode DOCUMENT = AsyncApi.document("1.2.3", Comments.load());
  private static final Set<String> REFERENCES = Set.copyOf(DOCUMENT.findValuesAsText("$ref"));

  private static JsonNode at(String reference) {
    return DOCUMENT.at(reference.substring("#".length()));
  }

  private static JsonNode message(Operation<?, ?> operation, String kind) {
    return at("#/components/messages/" + operation + kind);
  }

  /** By a schema that refers to others in the document. */
  private static List<String> problems(JsonNode schema, JsonNode value) {
    var whole = Schemas.allOf((ObjectNode) schema);
    return Valid.problems(whole.set("components", at("#/components")), value);
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    var lost = new TreeSet<>(REFERENCES);
    lost.removeIf(reference -> !at(reference).isMissingNode());
    assertEquals(Set.of(), lost);
  }

  @Test
  void everyComponentIsUsed() {
    for (var kind : List.of("#/components/schemas", "#/components/messages")) {
      var unused = new TreeSet<String>();
      at(kind).fieldNames().forEachRemaining(name -> unused.add(kind + "/" + name));
      unused.removeAll(REFERENCES);
      assertEquals(Set.of(), unused);
    }
  }

  @Test
  void anOperationReceivesRequestsAndRepliesToTheirReplyTo() {
    assertEquals(
        Json.parse(
            """
            {
              "address": "RequestUsername",
              "summary": "Returns the user name of the account with a given id.",
              "messages": {"RequestUsername": {"$ref": "#/components/messages/RequestUsername"}},
              "bindings": {"amqp": {
                "is": "queue",
                "queue": {
                  "name": "RequestUsername", "durable": true, "exclusive": false,
                  "autoDelete": false},
                "bindingVersion": "0.3.0"}}
            }
            """
                .getBytes(UTF_8)),
        at("#/channels/RequestUsername"));
    assertEquals(
        Json.parse(
            """
            {
              "action": "receive",
              "channel": {"$ref": "#/channels/RequestUsername"},
              "summary": "Returns the user name of the account with a given id.",
              "description": "Access: anyone.\\n\\nEffect: Changes nothing.",
              "tags": [{"name": "accounts"}],
              "messages": [{"$ref": "#/channels/RequestUsername/messages/RequestUsername"}],
              "reply": {
                "address": {
                  "location": "$message.header#/replyTo",
                  "description": "The request's `reply_to`; without it there is no reply."},
                "channel": {"$ref": "#/channels/replies"},
                "messages": [
                  {"$ref": "#/channels/replies/messages/RequestUsername.reply"},
                  {"$ref": "#/channels/replies/messages/RequestUsername.refusal"}]},
              "x-access": "anyone",
              "x-effect": "read",
              "x-refusals": {
                "malformed": 400, "invalid_fields": 400, "unknown_account": 404, "too_large": 413,
                "unsupported_type": 415, "internal": 500, "unavailable": 503,
                "deadline_passed": 504}
            }
            """
                .getBytes(UTF_8)),
        at("#/operations/RequestUsername"));
  }

  @ParameterizedTest
  @FieldSource(ALL)
  void anExampleIsValid(Operation<?, ?> operation) {
    for (var kind : List.of("", ".reply", ".refusal")) {
      var message = message(operation, kind);
      var example = message.at("/examples/0");
      assertEquals(List.of(), problems(message.get("payload"), example.get("payload")));
      assertEquals(List.of(), problems(message.get("headers"), example.get("headers")));
    }
  }

  @ParameterizedTest
  @EnumSource
  void anEventIsOfItsOwnTypeAlone(EventType type) {
    var message = at("#/components/messages/" + type.text());
    var event = message.at("/examples/0/payload");
    assertEquals(type.text(), event.get("type").textValue());
    for (var other : EventType.values()) {
      var payload = at("#/components/messages/" + other.text()).get("payload");
      assertEquals(other == type, problems(payload, event).isEmpty(), other.text());
    }
  }

  @ParameterizedTest
  @FieldSource(ALL)
  void aTokenIsRequiredWhereItIsNeeded(Operation<?, ?> operation) {
    var request = message(operation, "");
    ObjectNode headers = request.at("/examples/0/headers").deepCopy();
    headers.remove(Headers.JWT);
    assertEquals(
        operation.access().token() != Access.Token.REQUIRED,
        problems(request.get("headers"), headers).isEmpty());
  }

  @ParameterizedTest
  @FieldSource(ALL)
  void anOperationIsRefusedWithItsOwnCodesAlone(Operation<?, ?> operation) {
    for (var code : ErrorCode.values()) {
      assertEquals(
          operation.refusals().contains(code),
          problems(message(operation, ".refusal").get("payload"), Examples.refusal(code)).isEmpty(),
          code.code());
    }
  }

  @Test
  void theVersionIsTheProgramsOwn() {
    assertEquals("1.2.3", at("#/info/version").textValue());
  }
}
