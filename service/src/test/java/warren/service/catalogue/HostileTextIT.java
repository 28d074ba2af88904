package warren.service.catalogue;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import warren.contracts.catalogue.Operation;
import warren.contracts.hostile.HostileText;
import warren.contracts.json.RecordReader;
import warren.service.support.BadInput;
import warren.service.support.Rows;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;
import warren.service.support.WarrenTest.Scope;

/**
 * Every hostile text in every field of every operation. Those of 64 KiB are distributed over the
 * fields; HostileTextTest reads all of them in every field.
 */
// as large as the number of concurrent requests, so that all are accepted
@WarrenTest(
    settings = {"WARREN_HASH_THREADS=2", "WARREN_HASH_WAITING=1000"},
    scope = Scope.CLASS)
class HostileTextIT {
  private static final AtomicInteger SENDERS = new AtomicInteger();
  private static final AtomicInteger FIELDS = new AtomicInteger();
  private static final int GROUP = 16;

  /** All of the protocol's except 500, 503 and 504. */
  private static final Set<Integer> STATUSES = Set.of(200, 400, 401, 403, 404, 409, 413, 429);

  /** Each of their requests needs a name that is not in use. */
  private static final Set<String> WITH_NEW_NAMES =
      Set.of(
          "RequestAccountCreate",
          "RequestSignUp",
          "RequestRoleCreate",
          "RequestPermissionCreate",
          "RequestGroupCreate");

  private static BadInput input;
  private static Rows rows;

  @BeforeAll
  static void start(TestService service) throws Exception {
    input = new BadInput(service);
    rows = new Rows(service);
  }

  @AfterAll
  static void stop() throws Exception {
    try (var ended = input) {
      ended.assertAllSettled(HostileText.PLANTED);
    }
  }

  @ParameterizedTest
  @FieldSource("warren.contracts.catalogue.Catalogue#OPERATIONS")
  void everyTextGetsOneReplyAndTheNextRequestIsCarriedOut(Operation<?, ?> operation)
      throws Exception {
    var username = "sender" + SENDERS.incrementAndGet();
    var headers = administrator(username);
    var body = right(operation, username);
    for (var component : operation.request().getRecordComponents()) {
      var sent = send(operation, component, body, headers);
      for (var request : sent.entrySet()) {
        assertReported(operation, component, request.getValue(), request.getKey());
      }
    }
    // the failed logins are forgotten
    rows.change("delete from login_attempt");
    input.assertAnswersRight(operation);
  }

  /** The headers of an administrator whom the requests may change. */
  private static Map<String, Object> administrator(String username) throws Exception {
    var token = input.service().holder(username, "admin");
    input.keepSecret(token);
    return Map.of("jwt", token);
  }

  /** A body that can be carried out, about the sender and not about a shared account. */
  private static ObjectNode right(Operation<?, ?> operation, String username) throws Exception {
    var body = input.right(operation);
    if (body.has("user_id")) {
      body.put("user_id", rows.account(username).toString());
    }
    if (body.has("old_password")) {
      body.put("old_password", TestService.PASSWORD).put("new_password", TestService.PASSWORD);
    }
    return body;
  }

  /** Sends the texts in a field; their descriptions by correlation id. */
  private static Map<String, String> send(
      Operation<?, ?> operation,
      RecordComponent component,
      ObjectNode right,
      Map<String, Object> headers)
      throws Exception {
    var name = RecordReader.nameOf(component);
    var some = HostileText.some(HostileText.LONG, GROUP, FIELDS.incrementAndGet());
    Map<String, String> sent = new LinkedHashMap<>();
    for (var text : Stream.concat(HostileText.SHORT.stream(), some).toList()) {
      var isNew = WITH_NEW_NAMES.contains(operation.name());
      var body = isNew ? input.right(operation) : right.deepCopy();
      var json =
          new String(HostileText.write(body.set(name, text.in(component))), StandardCharsets.UTF_8);
      var id =
          input.send(operation, json, properties -> properties.builder().headers(headers).build());
      sent.put(id, text.description());
    }
    return sent;
  }

  private static void assertReported(
      Operation<?, ?> operation, RecordComponent component, String description, String id)
      throws Exception {
    var answer = input.reply(operation, id);
    assertTrue(
        STATUSES.contains(answer.status()),
        () -> "%s: %s: %s".formatted(component.getName(), description, answer.body()));
  }
}
