package warren.service.amqp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import warren.service.support.Await;
import warren.service.support.BlockedStatements;
import warren.service.support.ConcurrentCaller;
import warren.service.support.Rows;
import warren.service.support.TestServers;
import warren.service.support.TestService;

/** Lookups that come while another is under way. */
class BatchingBulkheadIT {
  private static final String ONE = "from account where id = cast(";
  private static final String SEVERAL = "from account where id = any (";

  private TestServers.Place place;
  private BlockedStatements statements;

  @BeforeEach
  void start() throws Exception {
    place = TestServers.take();
    statements = new BlockedStatements(place);
  }

  @AfterEach
  void stop() throws Exception {
    statements.close();
  }

  private TestService service(int threads) throws Exception {
    return TestService.start(
        place,
        Map.of(
            "WARREN_DB_URL", statements.url(), "WARREN_LOOKUP_THREADS", String.valueOf(threads)));
  }

  private BlockedStatements.Blocked next(String query) {
    return statements.next(text -> text.contains(query));
  }

  private static Map<String, String> user(String id) {
    return Map.of("user_id", id);
  }

  private static Map<String, String> nobody() {
    return user("019449c5-6f00-7000-8000-000000000002");
  }

  private static void awaitTaken(TestService service) throws Exception {
    Await.until("all are taken", () -> service.waiting() == 0);
  }

  @Test
  void requestsDuringAQueryShareTheNextQuery() throws Exception {
    try (var service = service(1);
        var caller = ConcurrentCaller.byQueue(service.connection())) {
      var ada = user(service.account("ada"));
      var grace = user(service.account("grace"));
      var token = service.token("ada", TestService.PASSWORD);
      Map<String, String> expected = new HashMap<>();
      try (var first = next(ONE)) {
        var alone = caller.send("RequestUsername", ada);
        first.await();
        for (var round = 0; round < 4; round++) {
          expected.put(caller.send("RequestUsername", ada), "ada");
          expected.put(caller.send("RequestUsername", grace), "grace");
          expected.put(caller.send("RequestUsername", nobody()), "unknown_account");
          expected.put(caller.send("RequestUsername", user("nobody")), "invalid_fields");
          expected.put(caller.send("RequestAccountData", Map.of(), token), "ada");
          expected.put(caller.send("RequestAccountData", Map.of()), "unauthenticated");
          expected.put(caller.send("RequestAccountData", grace, token), "forbidden");
          expected.put(caller.send("RequestTokenStatus", Map.of(), token), "ada");
          expected.put(caller.send("RequestTokenStatus", Map.of("token", "x")), "inactive");
        }
        awaitTaken(service);
        try (var second = next(SEVERAL)) {
          first.release();
          second.await();
          assertEquals("ada", outcome(caller, alone));
        }
      }
      caller.awaitReplies(expected.keySet());
      Map<String, String> outcomes = new HashMap<>();
      for (var id : expected.keySet()) {
        outcomes.put(id, outcome(caller, id));
      }
      assertEquals(expected, outcomes);
      service.assertAllSettled();
      caller.assertNoDuplicateReplies();
    }
  }

  private static String outcome(ConcurrentCaller caller, String id) throws Exception {
    var reply = caller.first(id);
    return reply.status() == 200
        ? reply.data().path("username").asText("inactive")
        : String.valueOf(reply.code());
  }

  @Test
  void aHangingQueryDoesNotDelayOtherRequests() throws Exception {
    try (var service = service(4);
        var caller = ConcurrentCaller.byQueue(service.connection())) {
      var ada = user(service.account("ada"));
      List<BlockedStatements.Blocked> held = new ArrayList<>();
      List<String> hanging = new ArrayList<>();
      for (var i = 0; i < 3; i++) {
        var next = next(ONE);
        held.add(next);
        hanging.add(caller.send("RequestUsername", ada));
        next.await();
      }

      var others = new ArrayList<String>();
      for (var i = 0; i < 20; i++) {
        others.add(caller.send("RequestUsername", ada));
      }
      caller.awaitReplies(others);

      assertEquals(Map.of("200", 20L), caller.outcomes(others));
      for (var id : hanging) {
        assertFalse(caller.answered(List.of(id)));
      }
      held.forEach(BlockedStatements.Blocked::release);
      caller.awaitReplies(hanging);
      assertEquals(Map.of("200", 3L), caller.outcomes(hanging));
      service.assertAllSettled();
      caller.assertNoDuplicateReplies();
    }
  }

  @Test
  void aFailedQueryAffectsOnlyTheRequestsOfItsBatch() throws Exception {
    try (var service = service(1);
        var caller = ConcurrentCaller.byQueue(service.connection())) {
      var ada = user(service.account("ada"));
      var rows = new Rows(service);
      List<String> failing = new ArrayList<>();
      String malformed;
      try (var first = next(ONE)) {
        var alone = caller.send("RequestUsername", ada);
        first.await();
        for (var i = 0; i < 5; i++) {
          failing.add(caller.send("RequestUsername", ada));
        }
        failing.add(caller.send("RequestUsername", nobody()));
        malformed = caller.send("RequestUsername", user("nobody"));
        awaitTaken(service);
        try (var second = next(SEVERAL)) {
          first.release();
          second.await();
          assertEquals("200", caller.outcome(alone));
          rows.change("alter table account rename username to renamed");
        }
      }
      caller.awaitReplies(failing);
      rows.change("alter table account rename renamed to username");
      assertEquals(Map.of("internal", 6L), caller.outcomes(failing));
      assertEquals("invalid_fields", caller.outcome(malformed));
      assertEquals("200", caller.outcome(caller.send("RequestUsername", ada)));
      service.assertAllSettled();
      caller.assertNoDuplicateReplies();
    }
  }

  @Test
  void requestsOfABatchCanHaveDifferentReplyAddresses() throws Exception {
    try (var service = service(1);
        var queue = ConcurrentCaller.byQueue(service.connection());
        var direct = ConcurrentCaller.byDirectReply(service.connection())) {
      var ada = user(service.account("ada"));
      List<String> byQueue = new ArrayList<>();
      List<String> directly = new ArrayList<>();
      List<String> unanswered = new ArrayList<>();
      List<String> expired = new ArrayList<>();
      try (var first = next(ONE)) {
        byQueue.add(queue.send("RequestUsername", ada));
        first.await();
        for (var i = 0; i < 5; i++) {
          byQueue.add(queue.send("RequestUsername", ada));
          directly.add(direct.send("RequestUsername", ada));
          for (var nowhere : List.of("", "RequestUsername", "no-such-queue")) {
            unanswered.add(queue.send("RequestUsername", ada, with -> with.replyTo(nowhere)));
          }
          expired.add(queue.send("RequestUsername", ada, with -> with.expiration("1000")));
        }
        directly.add(direct.send("RequestUsername", ada));
        awaitTaken(service);
        // the process may read them later than the broker has sent them
        var taken = Instant.now();
        Await.until("they expire", () -> Instant.now().isAfter(taken.plusSeconds(3)));
      }
      queue.awaitReplies(byQueue);
      queue.awaitReplies(expired);
      direct.awaitReplies(directly);
      assertEquals(Map.of("unavailable", 5L), queue.outcomes(expired));
      assertEquals(Map.of("200", 6L), queue.outcomes(byQueue));
      assertEquals(Map.of("200", 6L), direct.outcomes(directly));
      service.assertAllSettled();
      queue.assertNoDuplicateReplies();
      direct.assertNoDuplicateReplies();
      for (var id : unanswered) {
        assertTrue(queue.replies(id).isEmpty());
      }
    }
  }
}
