package warren.service.amqp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import warren.contracts.catalogue.Catalogue;
import warren.contracts.catalogue.Operation;
import warren.service.support.BadInput;
import warren.service.support.ConcurrentCaller;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;
import warren.service.support.WarrenTest.Scope;

/** Requests of every operation with a reply address to which no reply can be sent. */
@WarrenTest(
    settings = {"WARREN_HASH_THREADS=1", "WARREN_LOOKUP_THREADS=1", "WARREN_THREADS=1"},
    scope = Scope.CLASS)
class BadReplyToIT {
  private static final String ALL = "warren.contracts.catalogue.Catalogue#OPERATIONS";
  private static final String PLANTED = "planted-reply-to-8aa7";

  /** A queue without consumers. */
  private static final List<@Nullable String> NOWHERE =
      Arrays.asList(
          null,
          "",
          " ",
          PLANTED,
          PLANTED + "\r\n" + PLANTED,
          "\0",
          "x".repeat(255),
          "amq.gen-" + PLANTED,
          "amq.direct",
          "requestusername",
          "RequestUsername ",
          " RequestUsername");

  private static BadInput input;
  private static ConcurrentCaller direct;
  private static ForgedReplyAddresses forged;

  @BeforeAll
  static void start(TestService service) throws Exception {
    input = new BadInput(service);
    direct = ConcurrentCaller.byDirectReply(input.service().connection());
    forged = new ForgedReplyAddresses(direct.replyTo());
  }

  @AfterAll
  static void stop() throws Exception {
    try (var ended = input) {
      ended.assertAllSettled(PLANTED, ConcurrentCaller.DIRECT);
    }
  }

  /** Where no reply may be sent. */
  private static List<String> forbidden() {
    List<String> names = new ArrayList<>(Catalogue.names());
    names.addAll(forged.malformed().values());
    for (var end : List.of(".", "x", ".\r\n" + PLANTED, "." + PLANTED + ".\0")) {
      names.add(ConcurrentCaller.DIRECT + end);
    }
    return names;
  }

  @ParameterizedTest
  @FieldSource(ALL)
  void noneIsAnsweredAndTheNextIs(Operation<?, ?> operation) throws Exception {
    var headers = input.adminHeaders();
    var before = input.service().answers(operation.name());
    for (var name : forbidden()) {
      send(operation, headers, properties -> properties.builder().replyTo(name).build());
    }
    send(operation, headers, notUtf8("xxxx".repeat(63)));
    for (var name : NOWHERE) {
      send(operation, headers, properties -> properties.builder().replyTo(name).build());
    }
    send(operation, headers, notUtf8("xxxx"));
    var last = send(operation, headers, properties -> properties);
    assertEquals(200, input.reply(operation, last).status());

    // with one thread all earlier requests are finished
    var carriedOut = NOWHERE.size() + 2;
    assertEquals(before + carriedOut, input.service().answers(operation.name()));
  }

  @ParameterizedTest
  @FieldSource(ALL)
  void anAddressThatClosesTheConnectionDoesNotAffectOtherRequests(Operation<?, ?> operation)
      throws Exception {
    var headers = input.adminHeaders();
    send(operation, headers, properties -> properties.builder().replyTo(forged.poison()).build());
    var body = input.right(operation).toString().getBytes(StandardCharsets.UTF_8);
    var next =
        direct.send(
            operation.name(), body, properties -> properties.builder().headers(headers).build());
    assertEquals(200, direct.only(next).status());
    input.assertAnswersRight(operation);
  }

  private static String send(
      Operation<?, ?> operation, Map<String, Object> headers, UnaryOperator<BasicProperties> change)
      throws Exception {
    return input.send(
        operation,
        input.right(operation).toString(),
        properties -> change.apply(properties.builder().headers(headers).build()));
  }

  private static UnaryOperator<BasicProperties> notUtf8(String name) {
    return properties ->
        WireProperties.replacing(
            "xxxx", OddProperties.NO_UTF_8, properties.builder().replyTo(name).build());
  }
}
