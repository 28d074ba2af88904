package warren.service.amqp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.support.PasswordCaller.LOGIN;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import warren.service.support.Await;
import warren.service.support.ConcurrentCaller;
import warren.service.support.LockedAccounts;
import warren.service.support.TestClient;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;
import warren.service.support.WarrenTest.Scope;

/** Other operations while passwords are hashed slowly by one thread. */
@WarrenTest(
    settings = {BulkheadsIT.MEMORY, BulkheadsIT.ITERATIONS, BulkheadsIT.THREADS},
    scope = Scope.TEST)
class BulkheadsIT {
  static final String MEMORY = "WARREN_ARGON2_MEMORY_KIB=65536";
  static final String ITERATIONS = "WARREN_ARGON2_ITERATIONS=3";
  static final String THREADS = "WARREN_HASH_THREADS=1";

  private final TestService service;

  BulkheadsIT(TestService service) {
    this.service = service;
  }

  /** A login with a name of its own: attempts on one name would be throttled. */
  private static Map<String, String> login() {
    return Map.of("username", UUID.randomUUID().toString(), "password", "whatever it is");
  }

  private static List<String> logins(int count, ConcurrentCaller caller) throws Exception {
    return logins(LOGIN, count, caller);
  }

  private static List<String> logins(String operation, int count, ConcurrentCaller caller)
      throws Exception {
    List<String> ids = new ArrayList<>();
    for (var i = 0; i < count; i++) {
      ids.add(caller.send(operation, login()));
    }
    return ids;
  }

  @Test
  void pendingLoginsDelayNoOtherOperation() throws Exception {
    try (var caller = ConcurrentCaller.byQueue(service.connection())) {
      var user = Map.of("user_id", service.account("ada"));
      var logins = logins(30, caller);
      Await.until("a login is under way", () -> service.verifications() > 0);

      for (var i = 0; i < 30; i++) {
        assertEquals(200, caller.first(caller.send("RequestUsername", user)).status());
      }

      assertFalse(caller.answered(logins));
      caller.awaitReplies(logins);
      for (var login : logins) {
        assertEquals("bad_credentials", caller.first(login).code());
      }
      assertEquals(30, service.verifications());
    }
  }

  @WarrenTest(
      settings = {MEMORY, ITERATIONS, THREADS, "WARREN_HASH_WAITING=1"},
      scope = Scope.TEST)
  @ParameterizedTest
  @FieldSource("warren.service.support.PasswordCaller#LOGINS")
  void moreThanMayWaitAreTurnedAway(String operation) throws Exception {
    try (var caller = ConcurrentCaller.byQueue(service.connection())) {
      String first;
      List<String> others;
      try (var accounts = new LockedAccounts(service)) {
        first = caller.send(operation, login());
        accounts.awaitWaiting(1);
        others = logins(operation, 29, caller);
        caller.awaitReplies(others.subList(0, 28));
        for (var turnedAway : others.subList(0, 28)) {
          assertTurnedAway(caller.first(turnedAway));
        }
        assertEquals(List.of(), caller.replies(first));
        assertEquals(List.of(), caller.replies(others.get(28)));
      }

      assertEquals("bad_credentials", caller.first(first).code());
      assertEquals("bad_credentials", caller.first(others.get(28)).code());
      assertEquals(2, service.verifications());
      assertEquals("bad_credentials", caller.first(caller.send(operation, login())).code());
      service.assertAllSettled();
      caller.assertNoDuplicateReplies();
    }
  }

  @Test
  void aRequestThatExpiresInTheBulkheadIsRefused() throws Exception {
    try (var caller = ConcurrentCaller.byQueue(service.connection())) {
      List<String> answered = new ArrayList<>();
      List<String> shortLived = new ArrayList<>();
      try (var accounts = new LockedAccounts(service)) {
        answered.addAll(logins(1, caller));
        accounts.awaitWaiting(1);
        for (var i = 0; i < 4; i++) {
          shortLived.add(caller.send(LOGIN, login(), with -> with.expiration("1000")));
          answered.add(caller.send(LOGIN, login(), with -> with.expiration("60000")));
        }
        Await.until("all wait here", () -> service.waiting() == 0);
        awaitTime(Instant.now().plusMillis(1000));
      }
      caller.awaitReplies(answered);

      assertEquals(answered.size(), service.verifications());
      service.assertAllSettled();
      caller.awaitReplies(shortLived);
      for (var id : shortLived) {
        assertTurnedAway(caller.first(id));
      }
    }
  }

  private static void assertTurnedAway(TestClient.Reply reply) {
    assertEquals("unavailable", reply.code());
    assertEquals(1000, reply.body().get("error").get("retry_after_ms").longValue());
    assertTrue(reply.body().get("data").isNull());
  }

  private static void awaitTime(Instant time) throws Exception {
    Await.until("it is " + time, () -> Instant.now().isAfter(time));
  }

  @Test
  void aDeadlineThatPassesInTheBulkheadIsRefused() throws Exception {
    try (var caller = ConcurrentCaller.byQueue(service.connection())) {
      var soon = Instant.now().plusMillis(1000);
      Map<String, Object> headers = Map.of("deadline", soon.toEpochMilli());
      List<String> ids = new ArrayList<>();
      try (var accounts = new LockedAccounts(service)) {
        ids.addAll(logins(1, caller));
        accounts.awaitWaiting(1);
        ids.add(caller.send(LOGIN, login(), with -> with.headers(headers)));
        awaitTime(soon);
      }

      assertEquals("bad_credentials", caller.first(ids.get(0)).code());
      assertEquals("deadline_passed", caller.first(ids.get(1)).code());
      assertEquals(1, service.verifications());
    }
  }

  @WarrenTest
  @Test
  void aDeadlineIsATimeInEpochMilliseconds() throws Exception {
    try (var caller = ConcurrentCaller.byQueue(service.connection())) {
      var now = System.currentTimeMillis();
      List<Object> past = List.of(now - 1000, Long.toString(now - 1000), 0, "0", 12345);
      List<Object> future = List.of(now + 60_000, Long.toString(now + 60_000));
      List<Object> unreadable =
          List.of(
              "",
              "soon",
              "1.5e12",
              " " + (now + 60_000),
              -1,
              1.5e12,
              true,
              Date.from(Instant.ofEpochMilli(now + 60_000)),
              List.of(now));

      for (var deadline : past) {
        assertCreates(caller, deadline, 504, "deadline_passed");
      }
      for (var deadline : unreadable) {
        assertCreates(caller, deadline, 400, "malformed");
      }
      assertEquals(List.of("admin"), service.usernames());
      for (var deadline : future) {
        assertCreates(caller, deadline, 200, null);
      }
      assertEquals(1 + future.size(), service.usernames().size());
    }
  }

  private static void assertCreates(
      ConcurrentCaller caller, Object deadline, int status, @Nullable String code)
      throws Exception {
    var reply =
        caller.first(
            caller.send(
                "RequestAccountCreate",
                Map.of("username", UUID.randomUUID().toString(), "password", TestService.PASSWORD),
                with -> with.headers(Map.of("deadline", deadline))));
    assertEquals(status, reply.status(), deadline.toString());
    assertEquals(code, reply.code(), deadline.toString());
  }
}
