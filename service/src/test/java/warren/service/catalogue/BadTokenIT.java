package warren.service.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.support.BadInput.assertCarriedOut;
import static warren.service.support.Bodies.assertUnauthenticated;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import warren.contracts.catalogue.Access;
import warren.contracts.catalogue.Catalogue;
import warren.contracts.catalogue.Operation;
import warren.service.support.BadInput;
import warren.service.support.BadToken;
import warren.service.support.BadToken.Login;
import warren.service.support.ForgedTokens;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;
import warren.service.support.WarrenTest.Scope;

/**
 * Invalid and inactive tokens. Every operation that uses a token refuses them, also if the token is
 * optional; the others ignore them.
 */
@WarrenTest(settings = "WARREN_HASH_THREADS=1", scope = Scope.CLASS)
class BadTokenIT {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private static BadInput input;
  private static Login somebody;
  private static Map<String, Object> forged;

  @BeforeAll
  static void start(TestService service) throws Exception {
    input = new BadInput(service);
    somebody = login();
    forged = ForgedTokens.of(somebody.token(), service);
  }

  @AfterAll
  static void stop() throws Exception {
    try (var ended = input) {
      ended.assertAllSettled(ForgedTokens.PLANTED, somebody.token());
    }
  }

  private static Login login() throws Exception {
    var name = "caller" + COUNT.incrementAndGet();
    var id = UUID.fromString(input.service().account(name));
    return new Login(id, input.service().token(name, TestService.PASSWORD));
  }

  private static void assertActive(Login login) throws Exception {
    var answer = input.service().client().call("RequestAccountData", Map.of(), login.token());
    assertEquals(login.accountId().toString(), answer.data().get("user_id").textValue());
  }

  private static String send(Operation<?, ?> operation, @Nullable Object token) throws Exception {
    return send(operation, input.right(operation), token);
  }

  private static String send(Operation<?, ?> operation, JsonNode body, @Nullable Object token)
      throws Exception {
    var headers = Collections.singletonMap("jwt", token);
    return input.send(
        operation, body.toString(), properties -> properties.builder().headers(headers).build());
  }

  @ParameterizedTest
  @EnumSource
  void noOperationAcceptsAnInactiveToken(BadToken bad) throws Exception {
    var login = login();
    assertActive(login);
    var token = bad.of(input.service(), login);
    Map<String, Operation<?, ?>> sent = new LinkedHashMap<>();
    for (var operation : Catalogue.OPERATIONS) {
      sent.put(send(operation, token), operation);
    }
    for (var request : sent.entrySet()) {
      var operation = request.getValue();
      assertReported(operation, token, input.reply(operation, request.getKey()));
    }
  }

  @ParameterizedTest
  @FieldSource("warren.contracts.catalogue.Catalogue#OPERATIONS")
  void noOperationAcceptsAForgedTokenAndTheSessionRemains(Operation<?, ?> operation)
      throws Exception {
    Map<String, String> sent = new LinkedHashMap<>();
    var ignored = operation.access().token() == Access.Token.IGNORED;
    var refused = input.right(operation);
    for (var each : forged.entrySet()) {
      var body = ignored ? input.right(operation) : refused;
      sent.put(send(operation, body, each.getValue()), each.getKey());
    }
    for (var request : sent.entrySet()) {
      assertReported(operation, request.getValue(), input.reply(operation, request.getKey()));
    }
    assertActive(somebody);
    input.assertAnswersRight(operation);
  }

  private static void assertReported(
      Operation<?, ?> operation, @Nullable Object token, Reply answer) throws Exception {
    var mayBeAbsent = operation.access() instanceof Access.AsRegistrationAllows && token == null;
    if (operation.access().token() == Access.Token.IGNORED || mayBeAbsent) {
      assertCarriedOut(answer);
    } else {
      assertUnauthenticated(answer);
    }
  }
}
