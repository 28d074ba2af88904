package warren.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import warren.contracts.RefusedException;
import warren.contracts.catalogue.Catalogue;
import warren.contracts.catalogue.Operation;
import warren.contracts.fields.Email;
import warren.contracts.fields.FieldAnnotations;
import warren.contracts.fields.Limit;
import warren.contracts.json.Json;
import warren.contracts.json.RecordReader;
import warren.contracts.json.Sample;

/** A request's schema accepts and refuses the same values as the reader. */
class RequestSchemaTest {
  private static final String ALL = "warren.contracts.catalogue.Catalogue#OPERATIONS";
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonSchemas SCHEMAS = JsonSchemas.whole(Comments.load());
  private static final String ID = "019449c5-6f00-7000-8000-000000000002";

  /** Of every type, right and wrong. */
  private static final JsonNode VALUES =
      Json.parse(
              """
              {"values": [
                null, true, false, "true", "false", "yes", "True",
                0, 1, -1, 20, 21, 1.5, 99999999999,
                "1", "01", "1.5", "+1", "1 ", "99999999999999999999",
                "", "x", "a\u00a0b", " x", "x ", "a@b", "@b", "a@b@c", "a b@c", "admin",
                "%1$s", "019449C5-6F00-7000-8000-000000000002", "{%1$s}",
                "019449c56f0070008000000000000002",
                "2026-01-31T12:00:00Z", "2026-01-31T12:00:00.123456+02:00",
                "2026-01-31", "2026-02-30T12:00:00Z", "2026-01-31T12:00:00",
                [], {}, {"a": 1}, [null], [[]], ["x"], [1], [true], ["1"], ["%1$s"]]}
              """
                  .formatted(ID)
                  .getBytes(UTF_8))
          .get("values");

  static Stream<Arguments> fields() {
    return Catalogue.OPERATIONS.stream()
        .flatMap(
            operation ->
                Stream.of(operation.request().getRecordComponents())
                    .map(component -> Arguments.of(operation, component)));
  }

  @ParameterizedTest
  @FieldSource(ALL)
  void aSampleIsValid(Operation<?, ?> operation) {
    var sample = Sample.request(operation.request());
    assertEquals(List.of(), Valid.problems(SCHEMAS.request(operation), sample));
  }

  @ParameterizedTest
  @FieldSource(ALL)
  void furtherFieldsAreAllowed(Operation<?, ?> operation) {
    var sample = Sample.request(operation.request()).put("unknown", "x");
    assertEquals(List.of(), Valid.problems(SCHEMAS.request(operation), sample));
  }

  @ParameterizedTest
  @MethodSource("fields")
  void aFieldIsMissedWhereItIsRequired(Operation<?, ?> operation, RecordComponent component) {
    var body = Sample.request(operation.request());
    body.remove(RecordReader.nameOf(component));
    assertAgreed(operation, List.of(body));
  }

  @ParameterizedTest
  @MethodSource("fields")
  void theSchemaOfAFieldAcceptsExactlyTheReadableValues(
      Operation<?, ?> operation, RecordComponent component) {
    var values = new ArrayList<JsonNode>();
    VALUES.forEach(values::add);
    assertAgreed(operation, bodies(operation, component, values));
  }

  @ParameterizedTest
  @MethodSource("fields")
  void bothBoundsOfALimitAreExact(Operation<?, ?> operation, RecordComponent component) {
    var limit = FieldAnnotations.find(component, Limit.class);
    if (limit != null) {
      var values = new ArrayList<JsonNode>();
      for (var size : Set.of(limit.min(), limit.max())) {
        LongStream.of(size - 1, size, size + 1)
            .mapToObj(n -> ofSize(component, n))
            .forEach(values::add);
      }
      assertAgreed(operation, bodies(operation, component, values));
    }
  }

  /** A number of that value, a text or a list of that length. */
  private static JsonNode ofSize(RecordComponent component, long size) {
    var type = RecordTypes.elementOf(component);
    if (component.getType() == List.class) {
      var list = NODES.arrayNode();
      LongStream.range(0, size).forEach(i -> list.add(entry(type)));
      return list;
    }
    return type == Long.class ? NODES.numberNode(size) : NODES.textNode(text(component, size));
  }

  private static JsonNode entry(Type type) {
    return type == Long.class ? NODES.numberNode(1) : NODES.textNode(type == UUID.class ? ID : "x");
  }

  /** Its characters are wider than one of Java's. */
  private static String text(RecordComponent component, long length) {
    var before = FieldAnnotations.has(component, Email.class) ? "a@" : "";
    return before + "\uD83D\uDC07".repeat((int) Math.max(0, length - before.length()));
  }

  private static List<ObjectNode> bodies(
      Operation<?, ?> operation, RecordComponent component, List<JsonNode> values) {
    var name = RecordReader.nameOf(component);
    return values.stream()
        .map(value -> Sample.request(operation.request()).<ObjectNode>set(name, value))
        .toList();
  }

  private static void assertAgreed(Operation<?, ?> operation, List<ObjectNode> bodies) {
    var reader = RecordReader.of(operation.request());
    var schema = Valid.schema(SCHEMAS.request(operation));
    for (var body : bodies) {
      assertEquals(isRead(reader, body), schema.validate(body).isEmpty(), body::toString);
    }
  }

  private static boolean isRead(RecordReader<?> reader, ObjectNode body) {
    try {
      reader.read(body);
      return true;
    } catch (RefusedException e) {
      return false;
    }
  }
}
