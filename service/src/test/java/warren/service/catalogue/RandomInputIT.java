package warren.service.catalogue;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import warren.contracts.catalogue.Catalogue;
import warren.service.catalogue.RandomRequests.RandomRequest;
import warren.service.support.BadInput;
import warren.service.support.Rows;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;
import warren.service.support.WarrenTest.Scope;

/** Thousands of random requests, the same in every run. */
// as large as the number of concurrent requests, so that all are accepted
@WarrenTest(
    settings = {"WARREN_HASH_THREADS=2", "WARREN_HASH_WAITING=1000"},
    scope = Scope.CLASS)
class RandomInputIT {
  private static final long SEED = 20_260_131;
  private static final int BATCHES = 20;
  private static final int BATCH = 200;

  /** Of a batch, because requests end sessions and accounts. */
  private static final int ADMINISTRATORS = 5;

  /** All that the protocol knows, but for a fault of the service, or one that passes. */
  private static final Set<Integer> STATUSES =
      Set.of(200, 400, 401, 403, 404, 409, 413, 415, 429, 504);

  private static BadInput input;
  private static Rows rows;

  @BeforeAll
  static void start(TestService service) throws Exception {
    input = new BadInput(service);
    rows = new Rows(input.service());
  }

  @AfterAll
  static void stop() throws Exception {
    try (var ended = input) {
      ended.assertAllSettled();
    }
  }

  @Test
  void everyRandomRequestGetsOneReplyAndNoInternalError() throws Exception {
    var random = new RandomRequests(SEED);
    for (var batch = 0; batch < BATCHES; batch++) {
      send(random, batch);
    }
    // the wrong passwords are to be forgotten
    rows.change("delete from login_attempt");
    for (var operation : Catalogue.OPERATIONS) {
      input.assertAnswersRight(operation);
    }
  }

  private static void send(RandomRequests random, int batch) throws Exception {
    var callers = callers("caller" + batch + "-");
    var right = rightOnes("victim" + batch);
    Map<String, RandomRequest> sent = new LinkedHashMap<>();
    for (var i = 0; i < BATCH; i++) {
      var headers = callers.get(i % callers.size());
      var plain = input.caller().properties().headers(headers).build();
      var request = random.next(right, plain);
      input.caller().publish(request.operation().name(), request.properties(), request.body());
      if (plain.getReplyTo().equals(request.properties().getReplyTo())) {
        sent.put(plain.getCorrelationId(), request);
      }
    }
    for (var request : sent.entrySet()) {
      assertReported(request.getValue(), request.getKey());
    }
  }

  /**
   * Headers of administrators, who may be affected by the requests, of a user, and without a token.
   */
  private static List<Map<String, Object>> callers(String prefix) throws Exception {
    List<Map<String, Object>> callers = new ArrayList<>();
    for (var i = 0; i < ADMINISTRATORS; i++) {
      callers.add(caller(prefix + i));
      rows.give(prefix + i, "admin");
    }
    callers.add(caller(prefix + "user"));
    callers.add(Map.of());
    return callers;
  }

  private static Map<String, Object> caller(String username) throws Exception {
    input.service().account(username);
    var token = input.service().token(username, TestService.PASSWORD);
    input.keepSecret(token);
    return Map.of("jwt", token);
  }

  /** Valid bodies; only a sacrificed account is their subject. */
  private static List<ObjectNode> rightOnes(String victim) throws Exception {
    var id = input.service().account(victim);
    List<ObjectNode> right = new ArrayList<>();
    for (var operation : Catalogue.OPERATIONS) {
      var body = input.right(operation);
      if (body.has("user_id")) {
        body.put("user_id", id);
      }
      if (body.has("user_id") && body.has("user_email")) {
        body.put("username", victim).put("user_email", victim + "@example.org");
      }
      if (body.has("old_password")) {
        body.put("old_password", TestService.PASSWORD).put("new_password", TestService.PASSWORD);
      }
      right.add(body);
    }
    return right;
  }

  private static void assertReported(RandomRequest request, String id) throws Exception {
    var answer = input.reply(request.operation(), id);
    var said = "of seed %d: %s: %s".formatted(SEED, request, answer.body());
    assertTrue(STATUSES.contains(answer.status()), said);
    assertEquals(
        answer.status() == 200 ? Set.of("data") : Set.of("data", "error"),
        names(answer.body()),
        said);
  }

  private static Set<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).collect(toSet());
  }
}
