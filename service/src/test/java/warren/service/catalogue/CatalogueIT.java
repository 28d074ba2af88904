package warren.service.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import warren.contracts.Permission;
import warren.contracts.catalogue.Catalogue;
import warren.contracts.catalogue.Operation;
import warren.contracts.fields.Alternatives;
import warren.contracts.json.Json;
import warren.contracts.json.RecordReader;
import warren.service.support.SampleRequests;
import warren.service.support.SchemaAssertions;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** Properties that all operations have. */
@WarrenTest
class CatalogueIT {
  private static final String ALL = "warren.contracts.catalogue.Catalogue#OPERATIONS";
  private final TestService service;
  private final SampleRequests samples;

  CatalogueIT(TestService service) throws Exception {
    this.service = service;
    this.samples = new SampleRequests(service);
  }

  /** As an administrator, who logs in anew: the one before may have logged out. */
  private Reply send(Operation<?, ?> operation, String body) throws Exception {
    var token = service.adminToken();
    var properties = service.client().properties().headers(Map.of("jwt", token)).build();
    var answer = service.client().send(operation.name(), properties, body);
    assertEquals(properties.getCorrelationId(), answer.properties().getCorrelationId());
    assertEquals(operation.replyName(), answer.properties().getType());
    assertEquals("application/json", answer.properties().getContentType());
    assertInstanceOf(Integer.class, answer.header("status_code"));
    assertTrue(assertInstanceOf(Long.class, answer.header("processing_time_ns")) > 0);
    return answer;
  }

  private void assertAnswered(Operation<?, ?> operation) throws Exception {
    var answer = send(operation, samples.of(operation).toString());
    assertEquals(200, answer.status(), answer.body().toString());
  }

  private static Set<String> names(Class<?> type, Predicate<RecordComponent> which) {
    return Arrays.stream(type.getRecordComponents())
        .filter(which)
        .map(RecordReader::nameOf)
        .collect(toSet());
  }

  private static Set<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).collect(toSet());
  }

  @ParameterizedTest
  @FieldSource(ALL)
  void aRightCallerGetsTheDeclaredReply(Operation<?, ?> operation) throws Exception {
    var answer = send(operation, samples.of(operation).toString());
    assertEquals(200, answer.status(), answer.body().toString());
    assertEquals("OK", answer.header("status_message"));
    assertEquals(Set.of("data"), names(answer.body()));
    SchemaAssertions.assertReply(operation, answer.body());
    assertFits(operation.reply(), answer.data());
  }

  private static void assertFits(Class<?> type, JsonNode data) {
    if (type == Void.class) {
      assertTrue(data.isNull());
    } else if (type.isRecord()) {
      assertEquals(names(type, component -> true), names(data));
      for (var required : names(type, component -> !RecordReader.isOptional(component))) {
        assertTrue(data.hasNonNull(required), required);
      }
    } else {
      assertTrue(data.isTextual());
    }
  }

  @ParameterizedTest
  @FieldSource(ALL)
  void unknownFieldsAreIgnored(Operation<?, ?> operation) throws Exception {
    var body = samples.of(operation).put("unknown", "x");
    assertEquals(200, send(operation, body.toString()).status());
  }

  static Stream<Operation<?, ?>> withFields() {
    return Catalogue.OPERATIONS.stream().filter(o -> o.request().getRecordComponents().length > 0);
  }

  @ParameterizedTest
  @MethodSource("withFields")
  void allWrongFieldsAreNamedAtOnce(Operation<?, ?> operation) throws Exception {
    var fields = names(operation.request(), component -> true);
    var body = Json.write(fields.stream().collect(toMap(f -> f, f -> Map.of("a", 1))));
    assertInvalid(fields, send(operation, new String(body, UTF_8)));
    assertAnswered(operation);
  }

  @ParameterizedTest
  @FieldSource(ALL)
  void allMissingFieldsAreNamedAtOnce(Operation<?, ?> operation) throws Exception {
    var required = required(operation.request());
    if (required.isEmpty()) {
      assertEquals(200, send(operation, "{}").status());
    } else {
      assertInvalid(required, send(operation, "{}"));
    }
  }

  /** The required fields, and the first one of alternatives. */
  private static Set<String> required(Class<? extends Record> request) {
    var required = new HashSet<>(names(request, field -> !RecordReader.isOptional(field)));
    var alternatives = request.getAnnotation(Alternatives.class);
    if (alternatives != null && alternatives.required()) {
      required.add(alternatives.value()[0]);
    }
    return required;
  }

  private static void assertInvalid(Set<String> fields, Reply answer) {
    assertEquals(400, answer.status());
    assertEquals("invalid_fields", answer.code());
    var error = answer.body().get("error");
    assertEquals(Set.of("code", "message", "fields"), names(error));
    assertEquals(fields, names(error.get("fields")));
    for (var problems : error.get("fields")) {
      assertEquals(1, problems.size());
      assertTrue(problems.get(0).textValue().length() > 0);
    }
  }

  @Test
  void theDatabasesPermissionsAreThoseOfTheContract() {
    var expected =
        Arrays.stream(Permission.values())
            .collect(toMap(Permission::name, Permission::description));
    var rows =
        service
            .database()
            .withHandle(
                handle ->
                    handle
                        .createQuery("select name, description from permission where built_in")
                        .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                        .list());
    assertEquals(expected, rows.stream().collect(toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }
}
