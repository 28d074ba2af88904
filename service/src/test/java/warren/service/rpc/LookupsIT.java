package warren.service.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import warren.service.support.ConcurrentCaller;
import warren.service.support.Rows;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** Tokens, accounts and names, which requests look up together. */
@WarrenTest(settings = "WARREN_THREADS=2")
class LookupsIT {
  private static final int ROUNDS = 60;
  private static final int WRITES = 4;
  private static final List<String> NAMES = List.of("ada", "grace", "hedy", "joan");

  private final TestService service;

  LookupsIT(TestService service) {
    this.service = service;
  }

  private record Person(String outcome, Map<String, String> id, String token) {}

  @Test
  void concurrentLookupsGetTheirOwnReplies() throws Exception {
    List<Person> people = new ArrayList<>();
    for (var name : NAMES) {
      var id = service.account(name);
      people.add(
          new Person(
              "ok " + name, Map.of("user_id", id), service.token(name, TestService.PASSWORD)));
    }
    var ended = service.token("ada", TestService.PASSWORD);
    service.client().call("RequestInvalidateLoginToken", Map.of(), ended).data();

    try (var caller = ConcurrentCaller.byQueue(service.connection())) {
      Map<String, String> expected = new LinkedHashMap<>();
      for (var round = 0; round < ROUNDS; round++) {
        for (var one : people) {
          expected.put(caller.send("RequestUsername", one.id), one.outcome);
          expected.put(caller.send("RequestAccountData", Map.of(), one.token), one.outcome);
          expected.put(caller.send("RequestAccountData", one.id, one.token), one.outcome);
          expected.put(caller.send("RequestTokenStatus", Map.of(), one.token), one.outcome);
        }
        expected.put(caller.send("RequestAccountData", Map.of(), ended), "unauthenticated");
        expected.put(caller.send("RequestAccountData", Map.of(), "no token"), "unauthenticated");
        expected.put(caller.send("RequestUsername", nobody()), "unknown_account");
      }
      caller.awaitReplies(expected.keySet());
      Map<String, String> replies = new LinkedHashMap<>();
      for (var id : expected.keySet()) {
        replies.put(id, outcome(caller, id));
      }
      assertEquals(expected, replies);
    }
  }

  private static Map<String, String> nobody() {
    return Map.of("user_id", "019449c5-6f00-7000-8000-000000000002");
  }

  private static String outcome(ConcurrentCaller caller, String id) throws Exception {
    var reply = caller.first(id);
    return reply.status() == 200
        ? "ok " + reply.data().get("username").textValue()
        : String.valueOf(reply.code());
  }

  @Test
  void theyDontWaitBehindWritesThatWait() throws Exception {
    var mary = service.account("mary");
    var admin = service.adminToken();
    var rows = new Rows(service);
    try (var caller = ConcurrentCaller.byQueue(service.connection())) {
      List<String> writes = new ArrayList<>();
      try (var holder = service.database().open()) {
        holder.begin();
        holder.execute("select from account where username_key = 'mary' for update");
        for (var i = 0; i < WRITES; i++) {
          writes.add(caller.send("RequestFlagUser", Map.of("user_id", mary), admin));
        }
        rows.awaitWaiting(2);
        var lookups =
            List.of(
                caller.send("RequestUsername", Map.of("user_id", mary)),
                caller.send("RequestAccountData", Map.of("user_id", mary), admin),
                caller.send("RequestTokenStatus", Map.of(), admin));
        caller.awaitReplies(lookups);
        assertEquals(Map.of("200", 3L), caller.outcomes(lookups));
        holder.rollback();
      }
      caller.awaitReplies(writes);
      assertEquals(Map.of("200", (long) WRITES), caller.outcomes(writes));
    }
  }
}
