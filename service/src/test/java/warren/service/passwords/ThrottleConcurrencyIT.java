package warren.service.passwords;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.support.Bodies.assertBadCredentials;
import static warren.service.support.Bodies.assertThrottled;
import static warren.service.support.PasswordCaller.LOGIN;
import static warren.service.support.PasswordCaller.OLD;
import static warren.service.support.PasswordCaller.WRONG;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import warren.service.support.BothServices;
import warren.service.support.ConcurrentCaller;
import warren.service.support.FailedLogins;
import warren.service.support.PasswordCaller;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** Many logins of one name at once, on two processes. */
@WarrenTest(settings = "WARREN_HASH_THREADS=16", processes = 2)
class ThrottleConcurrencyIT {
  private static final int ROUNDS = 3;

  private final BothServices services;
  private final ConcurrentCaller caller;
  private final Rows rows;
  private final PasswordCaller passwords;
  private final FailedLogins failures;
  private final List<Long> loginsBefore;

  ThrottleConcurrencyIT(BothServices services, TestService one, Rows rows) throws Exception {
    this.services = services;
    this.caller = ConcurrentCaller.byQueue(one.connection());
    this.rows = rows;
    this.passwords = new PasswordCaller(one);
    this.failures = new FailedLogins(one);
    this.loginsBefore = services.answers(LOGIN);
    one.account("ada");
  }

  @AfterEach
  void stopListening() throws Exception {
    caller.close();
  }

  private List<Reply> atOnce(int times, String username, String password) throws Exception {
    List<String> ids = new ArrayList<>();
    for (var i = 0; i < times; i++) {
      ids.add(caller.send(LOGIN, Map.of("username", username, "password", password)));
    }
    caller.awaitReplies(ids);
    List<Reply> answers = new ArrayList<>();
    for (var id : ids) {
      answers.add(caller.first(id));
    }
    return answers;
  }

  private void assertBothTookPart() throws Exception {
    services.assertBothTookPart(LOGIN, loginsBefore);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ada", "nobody"})
  void everyConcurrentWrongLoginIsCountedOrThrottled(String username) throws Exception {
    for (var round = 0; round < ROUNDS; round++) {
      failures.forget();
      var refused = 0;
      for (var reply : atOnce(50, username, WRONG)) {
        if (reply.status() == 401) {
          assertBadCredentials(reply);
          refused++;
        } else {
          assertThrottled(reply);
        }
      }
      assertEquals(refused, rows.count("login_attempt where failed_at is not null"));
      assertEquals(refused, failures.count());
      // four that have failed, and all that may be in flight then
      assertTrue(refused >= 5 && refused <= 36, refused + " were refused");
    }
    assertBothTookPart();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ada", "nobody"})
  void oneOfManyConcurrentLoginsAfterADelayIsChecked(String username) throws Exception {
    for (var round = 0; round < ROUNDS; round++) {
      failures.are(username, 10, Instant.now().minusSeconds(32));
      var statuses = atOnce(50, username, WRONG).stream().map(Reply::status).sorted().toList();
      assertEquals(401, statuses.get(0));
      assertEquals(Collections.nCopies(49, 429), statuses.subList(1, 50));
      assertEquals(11, failures.count());
    }
  }

  @Test
  void allConcurrentRightLoginsSucceed() throws Exception {
    for (var round = 0; round < ROUNDS; round++) {
      var statuses = atOnce(32, "ada", OLD).stream().map(Reply::status).toList();
      assertEquals(Collections.nCopies(32, 200), statuses);
      assertEquals(0, failures.count());
    }
    assertBothTookPart();
  }

  @Test
  void withFewerThanFiveFailures32AttemptsCanBePending() throws Exception {
    failures.are("ada", 4, Instant.now());
    failures.inFlight(32, Instant.now());
    assertThrottled(passwords.login("ada", OLD));
    assertThrottled(passwords.loginFrom("203.0.113.7", "ada", OLD));
    assertEquals(36, failures.count());

    failures.are("ada", 4, Instant.now());
    failures.inFlight(31, Instant.now());
    assertEquals(200, passwords.login("ada", OLD).status());
  }

  @Test
  void afterFiveFailuresEachPendingAttemptIsCountedAsAFailure() throws Exception {
    failures.are("ada", 5, Instant.now().minusSeconds(1));
    failures.inFlight(3, Instant.now());
    assertThrottled(passwords.login("ada", OLD));

    failures.are("ada", 5, Instant.now().minusSeconds(1));
    assertEquals(200, passwords.login("ada", OLD).status());
  }

  @Test
  void anAttemptPendingFor10SecondsHasFailed() throws Exception {
    failures.are("ada", 4, Instant.now());
    failures.inFlight(6, Instant.now().minusSeconds(5));
    assertEquals(200, passwords.login("ada", OLD).status());

    failures.are("ada", 4, Instant.now());
    failures.inFlight(6, Instant.now().minusSeconds(10));
    var wait = assertThrottled(passwords.login("ada", OLD));
    // that of ten failures, not of nine
    assertTrue(wait > 16_000 && wait <= 32_000, () -> wait + " ms");
  }
}
