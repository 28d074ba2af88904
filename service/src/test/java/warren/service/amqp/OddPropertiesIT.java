package warren.service.amqp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static warren.service.amqp.OddProperties.PLANTED;
import static warren.service.support.BadInput.assertCarriedOut;
import static warren.service.support.Bodies.assertRefused;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
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

/** Unusual properties and headers of requests of every operation. */
@WarrenTest(settings = "WARREN_HASH_THREADS=1", scope = Scope.CLASS)
class OddPropertiesIT {
  private static final String ALL = "warren.contracts.catalogue.Catalogue#OPERATIONS";

  private static BadInput input;
  private static String user;

  @BeforeAll
  static void start(TestService service) throws Exception {
    input = new BadInput(service);
    var uri = URI.create(input.service().place().amqpUri());
    user = uri.getUserInfo().split(":", -1)[0];
  }

  @AfterAll
  static void stop() throws Exception {
    try (var ended = input) {
      ended.assertAllSettled(PLANTED);
    }
  }

  @ParameterizedTest
  @FieldSource(ALL)
  void eachIsRefusedOnceOrDoesNoHarm(Operation<?, ?> operation) throws Exception {
    var headers = input.adminHeaders();
    Map<String, OddProperties> sent = new LinkedHashMap<>();
    for (var odd : OddProperties.all(user)) {
      var id =
          input.send(
              operation,
              input.right(operation).toString(),
              properties -> odd.change().apply(properties.builder().headers(headers).build()));
      sent.put(id, odd);
    }
    for (var request : sent.entrySet()) {
      var answer = input.reply(operation, request.getKey());
      assertReported(request.getValue(), answer);
      assertFalse(answer.headers().containsKey("traceparent"));
    }
    input.assertAnswersRight(operation);
  }

  @ParameterizedTest
  @FieldSource(ALL)
  void anyCorrelationIdComesBackIfItFits(Operation<?, ?> operation) throws Exception {
    var headers = input.adminHeaders();
    for (var id : Arrays.asList(null, "", " ", "\0", PLANTED + "\r\n", "x".repeat(255), "\u202e")) {
      assertEquals(id, echo(operation, headers, properties -> properties, id));
    }
    // the client's decoding of invalid UTF-8
    assertEquals("\ufffd".repeat(4), echo(operation, headers, OddPropertiesIT::noUtf8, "xxxx"));
    assertNull(echo(operation, headers, OddPropertiesIT::noUtf8, "xxxx".repeat(63)));
  }

  private static BasicProperties noUtf8(BasicProperties properties) {
    return WireProperties.replacing("xxxx", OddProperties.NO_UTF_8, properties);
  }

  /** The reply's correlation id. */
  private static @Nullable String echo(
      Operation<?, ?> operation,
      Map<String, Object> headers,
      UnaryOperator<BasicProperties> change,
      @Nullable String id)
      throws Exception {
    var client = input.service().client();
    var properties = change.apply(client.properties().correlationId(id).headers(headers).build());
    var answer = client.send(operation.name(), properties, input.right(operation).toString());
    assertCarriedOut(answer);
    return answer.properties().getCorrelationId();
  }

  private static void assertReported(OddProperties odd, Reply answer) throws Exception {
    var refusal = odd.refusal();
    if (refusal == null) {
      assertEquals(200, answer.status(), () -> odd.what() + ": " + answer.body());
    } else {
      assertRefused(refusal.status(), refusal.code(), refusal.message(), answer);
    }
  }
}
