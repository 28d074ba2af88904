package warren.service.amqp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.support.PasswordCaller.LOGIN;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import warren.service.support.Await;
import warren.service.support.ConcurrentCaller;
import warren.service.support.LockedAccounts;
import warren.service.support.TestBroker;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;
import warren.service.support.WarrenTest.Scope;

/** Requests that wait for the only hashing thread, which waits for the accounts at first. */
@WarrenTest(
    settings = {
      FairHashingIT.THREADS,
      "WARREN_ARGON2_MEMORY_KIB=65536",
      "WARREN_ARGON2_ITERATIONS=3",
      "WARREN_LOGIN_QUEUE_TIME=10s"
    },
    scope = Scope.TEST)
class FairHashingIT {
  static final String THREADS = "WARREN_HASH_THREADS=1";

  private static final int FLOOD = 2_000;

  /** The login in progress, the next login, and those of turns that began meanwhile. */
  private static final long FEW = 8;

  private final TestService service;

  FairHashingIT(TestService service) {
    this.service = service;
  }

  private static Map<String, String> unknownLogin() {
    return Map.of("username", UUID.randomUUID().toString(), "password", "whatever it is");
  }

  /** A flood of one sender is delivered first, while no thread is free. */
  @Test
  void aLoginOfAnotherSenderIsCarriedOutNext() throws Exception {
    service.account("ada");
    try (var caller = ConcurrentCaller.byQueue(service.connection())) {
      List<String> flood;
      String login;
      try (var accounts = new LockedAccounts(service)) {
        flood = flood(caller, accounts);
        login = caller.send(LOGIN, loginOfAda(), FairHashingIT::knownSender);
        awaitDelivered();
      }
      assertCarriedOutNext(caller, login, flood);
    }
  }

  @Test
  void aLoginOfAnOverloadedSenderIsCarriedOutNext() throws Exception {
    service.account("ada");
    try (var caller = ConcurrentCaller.byQueue(service.connection())) {
      List<String> flood;
      String login;
      try (var accounts = new LockedAccounts(service)) {
        flood = flood(caller, accounts);
        var overloaded = Instant.now().plusMillis(1001);
        Await.until("the sender is overloaded", () -> Instant.now().isAfter(overloaded));
        login = caller.send(LOGIN, loginOfAda());
        awaitDelivered();
      }
      assertCarriedOutNext(caller, login, flood);
    }
  }

  private List<String> flood(ConcurrentCaller caller, LockedAccounts accounts) throws Exception {
    List<String> flood = new ArrayList<>();
    flood.add(caller.send(LOGIN, unknownLogin()));
    accounts.awaitWaiting(1);
    while (flood.size() < FLOOD) {
      flood.add(caller.send(LOGIN, unknownLogin()));
    }
    awaitDelivered();
    return flood;
  }

  private void awaitDelivered() throws Exception {
    Await.until("all are delivered", () -> service.waiting() == 0);
  }

  private void assertCarriedOutNext(ConcurrentCaller caller, String login, List<String> flood)
      throws Exception {
    assertEquals("200", caller.outcome(login));
    var verifications = service.verifications();
    assertTrue(verifications <= FEW, "verifications: " + verifications);

    caller.awaitReplies(flood);
    var outcomes = caller.outcomes(flood);
    var carriedOut = outcomes.getOrDefault("bad_credentials", 0L);
    var refused = outcomes.getOrDefault("unavailable", 0L);
    assertEquals(FLOOD, carriedOut + refused, outcomes.toString());
    assertEquals(carriedOut + 1, service.verifications());
    service.assertAllSettled();
    caller.assertNoDuplicateReplies();
  }

  private static Map<String, String> loginOfAda() {
    return Map.of("username", "ada", "password", TestService.PASSWORD);
  }

  private static BasicProperties.Builder knownSender(BasicProperties.Builder properties) {
    return properties.headers(Map.of("client_ip", "192.0.2.1")).userId(TestBroker.USER);
  }

  @WarrenTest(
      settings = {THREADS, "WARREN_HASH_WAITING=4"},
      scope = Scope.TEST)
  @Test
  void aFloodDoesNotOccupyThePlacesOfAnotherSender() throws Exception {
    try (var caller = ConcurrentCaller.byQueue(service.connection())) {
      List<String> flood = new ArrayList<>();
      List<String> others = new ArrayList<>();
      try (var accounts = new LockedAccounts(service)) {
        flood.add(caller.send(LOGIN, unknownLogin()));
        accounts.awaitWaiting(1);
        for (var i = 0; i < 6; i++) {
          flood.add(caller.send(LOGIN, unknownLogin()));
        }
        awaitDelivered();
        for (var i = 0; i < 2; i++) {
          others.add(caller.send(LOGIN, unknownLogin(), FairHashingIT::knownSender));
        }
        awaitDelivered();
        caller.awaitReplies(flood.subList(1, 5));
      }

      assertEquals(Map.of("bad_credentials", 2L), caller.outcomes(others));
      assertEquals(Map.of("unavailable", 4L), caller.outcomes(flood.subList(1, 5)));
      assertEquals("bad_credentials", caller.outcome(flood.get(0)));
      assertEquals(Map.of("bad_credentials", 2L), caller.outcomes(flood.subList(5, 7)));
      service.assertAllSettled();
      caller.assertNoDuplicateReplies();
    }
  }

  @WarrenTest(settings = THREADS, scope = Scope.TEST)
  @Test
  void requestsOfOneSenderAreCarriedOutInOrder() throws Exception {
    try (var caller = ConcurrentCaller.byQueue(service.connection())) {
      List<String> names = new ArrayList<>(service.usernames());
      List<String> ids = new ArrayList<>();
      try (var accounts = new LockedAccounts(service)) {
        for (var i = 0; i < 20; i++) {
          var name = "user" + i;
          names.add(name);
          var account = Map.of("username", name, "password", TestService.PASSWORD);
          ids.add(caller.send("RequestAccountCreate", account));
        }
        awaitDelivered();
        accounts.awaitWaiting(1);
      }
      caller.awaitReplies(ids);

      assertEquals(names, service.usernames());
    }
  }

  @WarrenTest(
      settings = {THREADS, "WARREN_LOGIN_QUEUE_TIME=500ms"},
      scope = Scope.TEST)
  @Test
  void requestsThatHaveWaitedTooLongAreRefusedWhileNoThreadIsFree() throws Exception {
    assertRefused("unavailable", properties -> properties);
  }

  @Test
  void expiredRequestsAreRefusedWhileNoThreadIsFree() throws Exception {
    assertRefused("unavailable", properties -> properties.expiration("500"));
  }

  @Test
  void requestsPastTheirDeadlineAreRefusedWhileNoThreadIsFree() throws Exception {
    var deadline = System.currentTimeMillis() + 500;
    assertRefused(
        "deadline_passed", properties -> properties.headers(Map.of("deadline", deadline)));
  }

  private void assertRefused(String code, UnaryOperator<BasicProperties.Builder> properties)
      throws Exception {
    try (var caller = ConcurrentCaller.byQueue(service.connection())) {
      String inProgress;
      List<String> late = new ArrayList<>();
      try (var accounts = new LockedAccounts(service)) {
        inProgress = caller.send(LOGIN, unknownLogin());
        accounts.awaitWaiting(1);
        late.add(caller.send(LOGIN, unknownLogin(), properties));
        late.add(caller.send("RequestSession", unknownLogin(), properties));
        caller.awaitReplies(late);
        assertFalse(caller.answered(List.of(inProgress)), "the thread is free");
      }

      assertEquals(Map.of(code, 2L), caller.outcomes(late));
      for (var id : late) {
        var retryAfterMs = caller.only(id).body().at("/error/retry_after_ms").longValue();
        assertEquals(code.equals("unavailable") ? 1000 : 0, retryAfterMs);
      }
      assertEquals("bad_credentials", caller.outcome(inProgress));
      assertEquals(1, service.verifications());
      service.assertAllSettled();
      caller.assertNoDuplicateReplies();
    }
  }
}
