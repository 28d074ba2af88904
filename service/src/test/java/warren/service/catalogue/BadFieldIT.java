package warren.service.catalogue;

import static warren.service.support.Bodies.assertInvalidFields;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import warren.contracts.catalogue.Operation;
import warren.contracts.fields.Alternatives;
import warren.contracts.json.RecordReader;
import warren.service.support.BadInput;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;
import warren.service.support.WarrenTest.Scope;

/** Refusals of invalid values by every field of every operation. */
@WarrenTest(settings = "WARREN_HASH_THREADS=1", scope = Scope.CLASS)
class BadFieldIT {
  /** Lone surrogates can be written as escapes only. */
  private static final JsonMapper ASCII =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private static BadInput input;

  @BeforeAll
  static void start(TestService service) throws Exception {
    input = new BadInput(service);
  }

  @AfterAll
  static void stop() throws Exception {
    try (var ended = input) {
      ended.assertAllSettled(WrongValues.PLANTED);
    }
  }

  /** The body without the fields that exclude this one. */
  private static ObjectNode withoutAlternatives(
      Operation<?, ?> operation, String field, ObjectNode body) {
    var alternatives = operation.request().getAnnotation(Alternatives.class);
    return alternatives != null && List.of(alternatives.value()).contains(field)
        ? body.deepCopy().without(List.of(alternatives.value()))
        : body.deepCopy();
  }

  @ParameterizedTest
  @FieldSource("warren.contracts.catalogue.Catalogue#OPERATIONS")
  void eachWrongValueIsRefusedOnceAndTheNextRequestAnswered(Operation<?, ?> operation)
      throws Exception {
    var headers = input.adminHeaders();
    var right = input.right(operation);
    Map<String, String> sent = new LinkedHashMap<>();
    for (var component : operation.request().getRecordComponents()) {
      var name = RecordReader.nameOf(component);
      for (var wrong : WrongValues.of(component)) {
        var body = withoutAlternatives(operation, name, right).set(name, wrong.value());
        var id =
            input.send(
                operation,
                ASCII.writeValueAsString(body),
                properties -> properties.builder().headers(headers).build());
        sent.put(id, "{%s: ['%s']}".formatted(name, wrong.problem()));
      }
    }
    for (var request : sent.entrySet()) {
      assertInvalidFields(request.getValue(), input.reply(operation, request.getKey()));
    }
    input.assertAnswersRight(operation);
  }
}
