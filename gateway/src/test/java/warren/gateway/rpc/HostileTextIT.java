package warren.gateway.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.gateway.support.Bodies.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import warren.contracts.catalogue.Operation;
import warren.contracts.hostile.HostileText;
import warren.contracts.json.RecordReader;
import warren.contracts.json.Sample;
import warren.gateway.support.Bodies;
import warren.gateway.support.TestGateway;
import warren.gateway.support.TestHttpClient;
import warren.gateway.support.WithGateway;

/**
 * Hostile texts in every field of every operation over HTTP. The texts are distributed over the
 * fields; the tests of the service send all of them in every field.
 */
@WithGateway
class HostileTextIT {
  private static final AtomicInteger SENDERS = new AtomicInteger();
  private static final AtomicInteger FIELDS = new AtomicInteger();
  private static final int GROUP = 8;
  private static final int GROUP_OF_LONG = 64;
  private static final String PASSWORD = "correct horse battery";

  /** All of the protocol's except 500, 503 and 504. */
  private static final Set<Integer> STATUSES = Set.of(200, 400, 401, 403, 404, 409, 413, 429);

  private final TestHttpClient http;

  HostileTextIT(TestHttpClient http) {
    this.http = http;
  }

  @ParameterizedTest
  @FieldSource("warren.gateway.rpc.Bridge#OFFERED")
  void everyTextIsCarriedOutOrRefused(Operation<?, ?> operation) throws Exception {
    var username = "sender" + SENDERS.incrementAndGet();
    var id = create(username);
    var bearer = "Bearer " + login(username, PASSWORD);
    var right = Sample.request(operation.request());
    if (right.has("user_id")) {
      right.put("user_id", id);
    }
    for (var component : operation.request().getRecordComponents()) {
      var field = FIELDS.incrementAndGet();
      var texts =
          Stream.concat(
              HostileText.some(HostileText.SHORT, GROUP, field),
              HostileText.some(HostileText.LONG, GROUP_OF_LONG, field));
      for (var text : texts.toList()) {
        ObjectNode body = right.deepCopy().set(RecordReader.nameOf(component), text.in(component));
        var response = send(operation, body, bearer);
        assertTrue(
            STATUSES.contains(response.statusCode()),
            () -> component.getName() + ": " + text.description() + ": " + response.body());
        assertTrue(json(response.body()).has("data"), response.body());
      }
    }
    assertEquals(400, send(operation.name(), "[]", bearer).statusCode());
  }

  private HttpResponse<String> send(Operation<?, ?> operation, ObjectNode body, String bearer)
      throws Exception {
    return send(operation.name(), new String(HostileText.write(body), UTF_8), bearer);
  }

  private HttpResponse<String> send(String operation, String body, String bearer) throws Exception {
    return http.post("/rpc/" + operation, body, "Authorization", bearer);
  }

  /** Creates an administrator whom the requests may change, and returns its id. */
  private String create(String username) throws Exception {
    var admin = "Bearer " + login("admin", TestGateway.ADMIN_PASSWORD);
    var body = Map.of("username", username, "password", PASSWORD, "role", "admin");
    return json(200, send("RequestAccountCreate", Bodies.text(body), admin))
        .at("/data/user-id")
        .textValue();
  }

  private String login(String username, String password) throws Exception {
    var body = Bodies.text(Map.of("username", username, "password", password));
    return json(200, http.post("/rpc/RequestLoginToken", body)).get("data").textValue();
  }
}
