package warren.service.amqp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.support.PasswordCaller.LOGIN;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import warren.service.support.Await;
import warren.service.support.ConcurrentCaller;
import warren.service.support.LockedAccounts;
import warren.service.support.TestBroker;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** Logins while others send more of them than can be hashed. */
@WarrenTest(
    settings = {
      "WARREN_ARGON2_MEMORY_KIB=65536",
      "WARREN_ARGON2_ITERATIONS=3",
      "WARREN_HASH_THREADS=1",
      "WARREN_LOGIN_QUEUE_TIME=2s"
    },
    scope = WarrenTest.Scope.TEST)
class FairHashingIT {
  private static final int FLOOD = 2_000;

  /** The login in progress, the next login, and those of two turns that began meanwhile. */
  private static final long FEW = 4;

  private final TestService service;

  FairHashingIT(TestService service) {
    this.service = service;
  }

  private static Map<String, String> unknownLogin() {
    return Map.of("username", UUID.randomUUID().toString(), "password", "whatever it is");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aLoginAfterAFloodIsCarriedOutNext(boolean isKnownSender) throws Exception {
    service.account("ada");
    try (var caller = ConcurrentCaller.byQueue(service.connection())) {
      List<String> flood = new ArrayList<>();
      for (var i = 0; i < FLOOD; i++) {
        flood.add(caller.send(LOGIN, unknownLogin()));
      }
      Await.until("the flood is delivered", () -> service.waiting() == 0);
      var before = service.verifications();
      var login = Map.of("username", "ada", "password", TestService.PASSWORD);
      var id = caller.send(LOGIN, login, isKnownSender ? knownSender() : unknown -> unknown);

      assertEquals(200, caller.first(id).status());

      var meanwhile = service.verifications() - before;
      assertTrue(meanwhile <= FEW, "verifications meanwhile: " + meanwhile);
      caller.awaitReplies(flood);
      caller.assertAnsweredOnce(flood);
      for (var refused : flood) {
        var code = caller.first(refused).code();
        assertTrue(List.of("unavailable", "bad_credentials").contains(code), code);
      }
    }
  }

  private static UnaryOperator<BasicProperties.Builder> knownSender() {
    Map<String, Object> headers = Map.of("client_ip", "192.0.2.1");
    return builder -> builder.headers(headers).userId(TestBroker.USER);
  }

  @Test
  void aLoginThatHasWaitedTooLongIsRefusedWithoutHashing() throws Exception {
    try (var caller = ConcurrentCaller.byQueue(service.connection())) {
      List<String> ids = new ArrayList<>();
      try (var accounts = new LockedAccounts(service)) {
        ids.add(caller.send(LOGIN, unknownLogin()));
        accounts.awaitWaiting(1);
        ids.add(caller.send(LOGIN, unknownLogin()));
        ids.add(caller.send("RequestSession", unknownLogin()));
        Await.until("all wait here", () -> service.waiting() == 0);
        var late = Instant.now().plus(Duration.ofSeconds(2));
        Await.until("they are late", () -> Instant.now().isAfter(late));
      }

      assertEquals("bad_credentials", caller.first(ids.get(0)).code());
      assertEquals("unavailable", caller.first(ids.get(1)).code());
      assertEquals("unavailable", caller.first(ids.get(2)).code());
      assertEquals(1, service.verifications());
      service.assertAllSettled();
    }
  }
}
