package warren.service.catalogue;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.support.Bodies.assertRefused;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import warren.contracts.catalogue.Operation;
import warren.service.support.BadInput;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;
import warren.service.support.WarrenTest.Scope;

/** Refusals of unreadable bodies by every operation. */
@WarrenTest(settings = "WARREN_HASH_THREADS=1", scope = Scope.CLASS)
class BadBodyIT {
  private static BadInput input;

  @BeforeAll
  static void start(TestService service) throws Exception {
    input = new BadInput(service);
  }

  @AfterAll
  static void stop() throws Exception {
    try (var ended = input) {
      ended.assertAllSettled(BadBody.PLANTED);
    }
  }

  @ParameterizedTest
  @FieldSource("warren.contracts.catalogue.Catalogue#OPERATIONS")
  void eachIsRefusedOnceAndTheNextRequestAnswered(Operation<?, ?> operation) throws Exception {
    var headers = input.adminHeaders();
    Map<String, BadBody> sent = new LinkedHashMap<>();
    for (var bad : BadBody.around(input.right(operation))) {
      var id =
          input
              .caller()
              .send(
                  operation.name(),
                  bad.bytes(),
                  properties -> bad.label(properties.builder().headers(headers).build()));
      sent.put(id, bad);
    }
    for (var request : sent.entrySet()) {
      assertReported(request.getValue(), input.reply(operation, request.getKey()));
    }
    input.assertAnswersRight(operation);
  }

  private static void assertReported(BadBody bad, Reply answer) throws Exception {
    var message = (String) answer.header("status_message");
    assertTrue(message.matches(bad.message()), () -> bad + ": " + answer.body());
    assertRefused(bad.status(), bad.code(), message, answer);
  }
}
