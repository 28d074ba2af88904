package warren.service.passwords;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.support.Bodies.assertBadCredentials;
import static warren.service.support.Bodies.assertRefused;
import static warren.service.support.Bodies.assertThrottled;
import static warren.service.support.Bodies.assertWrongOldPassword;
import static warren.service.support.PasswordCaller.NEW;
import static warren.service.support.PasswordCaller.OLD;
import static warren.service.support.PasswordCaller.WRONG;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import warren.service.support.FailedLogins;
import warren.service.support.PasswordCaller;
import warren.service.support.Rows;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** Wrong passwords delay further attempts on their name, whether the account exists or not. */
@ParameterizedClass
@FieldSource("warren.service.support.PasswordCaller#LOGINS")
@WarrenTest
class ThrottleIT {
  private final TestService service;
  private final Rows rows;

  private final PasswordCaller passwords;
  private final FailedLogins failures;

  ThrottleIT(String login, TestService service, Rows rows) {
    this.service = service;
    this.rows = rows;
    this.passwords = new PasswordCaller(service, login);
    this.failures = new FailedLogins(service, passwords);
  }

  @BeforeEach
  void onlyAda() throws Exception {
    service.account("ada");
  }

  private void assertLogsIn(String username) throws Exception {
    assertEquals(200, passwords.login(username, OLD).status());
  }

  private static void assertAtMost(Duration most, long milliseconds) {
    assertTrue(milliseconds <= most.toMillis(), () -> milliseconds + " ms > " + most);
  }

  /** Asserts that a name must wait until then, to the millisecond. */
  private void assertWaitsUntil(Instant end, String username) throws Exception {
    FailedLogins.assertWaitsUntil(end, () -> passwords.login(username, WRONG));
  }

  /** Asserts that a name must wait until so long after the last failure. */
  private void assertWaitAfterLast(Duration wait, String username) throws Exception {
    failures.assertWaitAfterLast(wait, () -> passwords.login(username, WRONG));
  }

  @Test
  void fiveFailuresAreFreeAndTheNextTryMustWaitASecond() throws Exception {
    for (var i = 0; i < 5; i++) {
      failures.add("ada");
    }
    assertWaitAfterLast(Duration.ofSeconds(1), "ada");
    failures.earlierBy("1 s");
    failures.add("ada");
    assertWaitAfterLast(Duration.ofSeconds(2), "ada");
  }

  static IntStream atLeastFive() {
    return IntStream.rangeClosed(5, 20);
  }

  private static Duration waitAfter(int times) {
    return Duration.ofSeconds(Math.min(1L << (times - 5), 15 * 60));
  }

  @ParameterizedTest
  @MethodSource("atLeastFive")
  void theWaitingTimeDoublesWithEachFailureUpTo15Minutes(int times) throws Exception {
    failures.are("ada", times, Instant.now());
    assertWaitAfterLast(waitAfter(times), "ada");

    failures.earlierBy(waitAfter(times).toSeconds() + " s");
    failures.add("ada");
    assertWaitAfterLast(waitAfter(times + 1), "ada");
  }

  @Test
  void theWaitBeginsAtTheLastFailure() throws Exception {
    failures.are("ada", 9, Instant.now().minusSeconds(3600));
    failures.add("ada");
    assertWaitAfterLast(Duration.ofSeconds(32), "ada");
  }

  @Test
  void failuresAreForgottenAfter24Hours() throws Exception {
    failures.are("ada", 20, Instant.now().minus(Duration.ofHours(24)).plusSeconds(60));
    failures.add("ada");
    assertWaitAfterLast(Duration.ofMinutes(15), "ada");

    failures.are("ada", 20, Instant.now().minus(Duration.ofHours(24)));
    for (var i = 0; i < 5; i++) {
      failures.add("ada");
    }
    failures.earlierBy("1 s");
    failures.add("ada");
  }

  @Test
  void theRightPasswordIsThrottledTooAndItsSuccessResetsTheFailures() throws Exception {
    failures.are("ada", 10, Instant.now());
    assertThrottled(passwords.login("ada", OLD));
    failures.earlierBy("32 s");
    assertLogsIn("ada");
    assertEquals(0, failures.count());
    for (var i = 0; i < 5; i++) {
      failures.add("ada");
    }
    assertWaitAfterLast(Duration.ofSeconds(1), "ada");
  }

  @Test
  void aNameInAnotherFormIsTheSameName() throws Exception {
    for (var one : List.of("ada", "ADA", "ａｄａ")) {
      failures.are(one, 10, Instant.now());
      for (var other : List.of("ada", "aDa", "ＡＤＡ", "Ada")) {
        assertThrottled(passwords.login(other, OLD));
      }
    }
  }

  @Test
  void anUnknownNameMustWaitAlike() throws Exception {
    for (var name : List.of("nobody", "NOBODY", "Nobody", "ｎｏｂｏｄｙ")) {
      failures.add(name);
    }
    var known = passwords.login("ada", WRONG);
    var unknown = passwords.login("nobody", WRONG);
    assertBadCredentials(unknown);
    assertEquals(known.body(), unknown.body());
    assertWaitAfterLast(Duration.ofSeconds(1), "ＮＯＢＯＤＹ");

    failures.are("ada", 10, Instant.now());
    known = passwords.login("ada", WRONG);
    failures.are("nobody", 10, Instant.now());
    unknown = passwords.login("nobody", WRONG);
    assertAtMost(Duration.ofSeconds(32), assertThrottled(known));
    assertAtMost(Duration.ofSeconds(32), assertThrottled(unknown));
    assertEquals(known.headers().keySet(), unknown.headers().keySet());
  }

  @Test
  void creatingAnAccountRetainsTheFailuresOfItsName() throws Exception {
    failures.are("bob", 10, Instant.now());
    service.account("bob");
    assertThrottled(passwords.login("bob", OLD));
  }

  @Test
  void otherNamesNeedNotWait() throws Exception {
    service.account("bob");
    failures.are("ada", 20, Instant.now());
    assertLogsIn("bob");
    assertThrottled(passwords.login("ada", OLD));
  }

  @Test
  void aThrottledAttemptIsNeitherCountedNorHashed() throws Exception {
    failures.are("ada", 10, Instant.now());
    var end = failures.last().plusSeconds(32);
    var before = service.verifications();
    for (var i = 0; i < 10; i++) {
      assertWaitsUntil(end, "ada");
    }
    assertEquals(before, service.verifications());
    assertEquals(10, failures.count());
  }

  @Test
  void rightPasswordsOfBannedAndDisabledAccountsAreNotFailures() throws Exception {
    service.account("bob");
    rows.change("update account set enabled = false where username = 'bob'");
    rows.ban("ada", "null");
    for (var i = 0; i < 6; i++) {
      assertRefused(403, "banned", "This account is banned.", passwords.login("ada", OLD));
      assertRefused(
          403, "not_enabled", "This account is not enabled.", passwords.login("bob", OLD));
    }
    assertEquals(0, failures.count());
  }

  @Test
  void wrongOldPasswordsAreCountedLikeWrongLogins() throws Exception {
    var token = service.token("ada", OLD);
    failures.add("ada");
    assertWrongOldPassword(passwords.updateBy(token, WRONG, NEW));
    assertWrongOldPassword(passwords.updateOf("ADA", WRONG, NEW));
    assertWrongOldPassword(passwords.update(WRONG, NEW, "Ada", token));
    assertWrongOldPassword(passwords.updateOf("ada", WRONG, NEW));
    assertEquals(5, failures.count());
    assertWaitAfterLast(Duration.ofSeconds(1), "ada");
    failures.earlierBy("1 s");
    assertWrongOldPassword(passwords.updateBy(token, WRONG, NEW));
    assertWaitAfterLast(Duration.ofSeconds(2), "ada");
  }

  @Test
  void aPasswordUpdateMustWaitToo() throws Exception {
    var token = service.token("ada", OLD);
    failures.are("ada", 10, Instant.now());
    var before = service.verifications();
    assertThrottled(passwords.updateBy(token, OLD, NEW));
    assertThrottled(passwords.updateBy(token, WRONG, NEW));
    assertThrottled(passwords.updateOf("ada", OLD, NEW));
    assertEquals(before, service.verifications());
    assertEquals(10, failures.count());
    failures.earlierBy("32 s");
    assertEquals(200, passwords.updateBy(token, OLD, NEW).status());
    assertEquals(0, failures.count());
  }

  @Test
  void aWeakNewPasswordIsNotAFailure() throws Exception {
    var token = service.token("ada", OLD);
    for (var i = 0; i < 6; i++) {
      assertEquals("weak_password", passwords.updateBy(token, OLD, "short").code());
    }
    assertEquals(0, failures.count());
  }
}
