package warren.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.catalogue.Catalogue;
import warren.contracts.catalogue.ModerationCatalogue;
import warren.contracts.catalogue.Operation;
import warren.contracts.catalogue.TokenCatalogue;
import warren.contracts.events.DomainEvent;
import warren.contracts.json.Json;
import warren.contracts.json.RecordReader;
import warren.contracts.json.Sample;
import warren.contracts.tokens.TokenStatus;

/** A reply's schema accepts the replies that the service writes. */
class ReplySchemaTest {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonSchemas SCHEMAS = JsonSchemas.whole(Comments.load());

  static Stream<Operation<?, ?>> withRecords() {
    return Catalogue.OPERATIONS.stream().filter(operation -> operation.reply().isRecord());
  }

  private static ObjectNode sample(Operation<?, ?> operation) {
    return Sample.reply(operation.reply().asSubclass(Record.class));
  }

  private static List<String> problems(Operation<?, ?> operation, JsonNode data) {
    return Valid.problems(SCHEMAS.reply(operation), NODES.objectNode().set("data", data));
  }

  @ParameterizedTest
  @MethodSource("withRecords")
  void aSampleIsValid(Operation<?, ?> operation) {
    assertEquals(List.of(), problems(operation, sample(operation)));
    assertFalse(problems(operation, NODES.nullNode()).isEmpty());
    assertFalse(Valid.problems(SCHEMAS.reply(operation), NODES.objectNode()).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("withRecords")
  void exactlyTheOptionalFieldsMayBeNull(Operation<?, ?> operation) {
    for (var component : operation.reply().getRecordComponents()) {
      var data = sample(operation);
      data.putNull(RecordReader.nameOf(component));
      var isValid = RecordReader.isOptional(component) && operation.reply() != TokenStatus.class;
      assertEquals(isValid, problems(operation, data).isEmpty(), component.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("withRecords")
  void noFieldIsLeftOut(Operation<?, ?> operation) {
    for (var component : operation.reply().getRecordComponents()) {
      var data = sample(operation);
      data.remove(RecordReader.nameOf(component));
      var isValid = RecordReader.isOptional(component) && operation.reply() == TokenStatus.class;
      assertEquals(isValid, problems(operation, data).isEmpty(), component.toString());
    }
  }

  @Test
  void anInactiveTokenHasNoOtherFields() {
    var data = Json.parse(Json.write(TokenStatus.INACTIVE));
    assertEquals(List.of(), problems(TokenCatalogue.TOKEN_STATUS, data));
  }

  @Test
  void aTokenIsText() {
    assertEquals(List.of(), problems(TokenCatalogue.LOGIN_TOKEN, NODES.textNode("eyJraWQi…")));
    assertFalse(problems(TokenCatalogue.LOGIN_TOKEN, NODES.nullNode()).isEmpty());
    assertFalse(problems(TokenCatalogue.LOGIN_TOKEN, NODES.objectNode()).isEmpty());
  }

  @Test
  void dataIsNullForOperationsWithoutReplyData() {
    assertEquals(List.of(), problems(ModerationCatalogue.BAN_USER, NODES.nullNode()));
    assertFalse(problems(ModerationCatalogue.BAN_USER, NODES.objectNode()).isEmpty());
    assertFalse(
        Valid.problems(SCHEMAS.reply(ModerationCatalogue.BAN_USER), NODES.objectNode()).isEmpty());
  }

  private static List<String> problems(Refusal refusal) {
    var body = NODES.objectNode().putNull("data");
    return Valid.problems(SCHEMAS.refusal(), body.set("error", Json.parse(Json.write(refusal))));
  }

  @ParameterizedTest
  @EnumSource
  void aRefusalIsValid(ErrorCode code) {
    assertEquals(List.of(), problems(code.refusal()));
    assertEquals(List.of(), problems(code.refusal().retryAfter(1000)));
    assertEquals(
        List.of(), problems(Refusal.ofFields(code, Map.of("a", List.of("is wrong", "twice")))));
  }

  @Test
  void otherCodesAreNoRefusals() {
    var body = NODES.objectNode().putNull("data");
    body.putObject("error").put("code", "unknown_code").put("message", "So it is.");
    assertFalse(Valid.problems(SCHEMAS.refusal(), body).isEmpty());
  }

  @Test
  void anEventIsOfAKnownType() {
    var event = Sample.reply(DomainEvent.class);
    assertEquals(List.of(), Valid.problems(SCHEMAS.event(), event.putNull("actor")));
    assertFalse(Valid.problems(SCHEMAS.event(), event.put("type", "account.seen")).isEmpty());
  }

  @Test
  void aRefusalHasNoData() {
    var body = NODES.objectNode().put("data", "something");
    body.set("error", Json.parse(Json.write(ErrorCode.FORBIDDEN.refusal())));
    assertFalse(Valid.problems(SCHEMAS.refusal(), body).isEmpty());
  }
}
