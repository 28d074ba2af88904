package warren.service.passwords;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.support.Bodies.assertThrottled;
import static warren.service.support.Bodies.assertWrongOldPassword;
import static warren.service.support.PasswordCaller.NEW;
import static warren.service.support.PasswordCaller.OLD;
import static warren.service.support.PasswordCaller.UPDATE;
import static warren.service.support.PasswordCaller.WRONG;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import warren.service.support.FailedLogins;
import warren.service.support.PasswordCaller;
import warren.service.support.Rows;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** Wrong passwords are counted for the client address, if the sender is trusted. */
@WarrenTest
class ThrottleAddressIT {
  private static final String HERE = "203.0.113.7";
  private static final String THERE = "203.0.113.8";

  private final TestService service;
  private final Rows rows;
  private final PasswordCaller passwords;
  private final FailedLogins failures;

  ThrottleAddressIT(TestService service, Rows rows) {
    this.service = service;
    this.rows = rows;
    this.passwords = new PasswordCaller(service);
    this.failures = new FailedLogins(service);
  }

  @BeforeEach
  void onlyAdaAndBob() throws Exception {
    service.account("ada");
    service.account("bob");
  }

  private void assertLogsIn(String username) throws Exception {
    assertEquals(200, passwords.login(username, OLD).status());
  }

  private void assertLogsInFrom(Object clientIp, String username) throws Exception {
    assertEquals(200, passwords.loginFrom(clientIp, username, OLD).status());
  }

  private long assertThrottledFrom(Object clientIp, String username) throws Exception {
    return assertThrottled(passwords.loginFrom(clientIp, username, OLD));
  }

  private static void assertAtMost(Duration most, long milliseconds) {
    assertTrue(milliseconds <= most.toMillis(), () -> milliseconds + " ms > " + most);
  }

  /** Asserts that ada must wait there until so long after the last failure. */
  private void assertWaitAfterLastFrom(Object clientIp, Duration wait) throws Exception {
    failures.assertWaitAfterLast(wait, () -> passwords.loginFrom(clientIp, "ada", OLD));
  }

  private void assertWaitAfterLast(Duration wait) throws Exception {
    failures.assertWaitAfterLast(wait, () -> passwords.login("ada", OLD));
  }

  @Test
  void failuresOfANameAreCountedSeparatelyForEachAddressAndWithoutOne() throws Exception {
    failures.addFrom(HERE, "ada", 5);
    assertWaitAfterLastFrom(HERE, Duration.ofSeconds(1));
    failures.addFrom(THERE, "ada", 5);
    assertWaitAfterLastFrom(THERE, Duration.ofSeconds(1));
    for (var i = 0; i < 5; i++) {
      failures.add("ada");
    }
    assertWaitAfterLast(Duration.ofSeconds(1));
    assertLogsInFrom("203.0.113.9", "ada");
  }

  @Test
  void theRightPasswordClearsTheNamesFailuresOfAllAddresses() throws Exception {
    failures.addFrom(HERE, "ada", 5);
    failures.addFrom(THERE, "ada", 5);
    failures.add("bob");
    assertLogsIn("ada");
    assertEquals(1, failures.count());
    failures.addFrom(HERE, "ada");
    failures.addFrom(THERE, "ada");
  }

  @Test
  void overAllAddresses50FailuresOfANameAreFree() throws Exception {
    for (var i = 0; i < 50; i++) {
      failures.addFrom("203.0.113." + i / 4, "ada");
    }
    assertWaitAfterLastFrom("198.51.100.1", Duration.ofSeconds(1));
    failures.earlierBy("1 s");
    failures.addFrom("198.51.100.1", "ada");
    assertWaitAfterLast(Duration.ofSeconds(2));
    assertLogsIn("bob");
    failures.earlierBy("2 s");
    assertLogsIn("ada");
    assertEquals(0, failures.count());
  }

  @ParameterizedTest
  @ValueSource(ints = {51, 55, 59, 60, 70})
  void overAllAddressesTheWaitingTimeDoublesUpTo15Minutes(int times) throws Exception {
    var wait = Duration.ofSeconds(Math.min(1L << (times - 50), 15 * 60));
    failures.addFrom(HERE, "ada");
    failures.repeat(times, Instant.now());
    eachFromAnAddressOfItsOwn();
    assertWaitAfterLast(wait);
    failures.earlierBy(wait.toSeconds() + " s");
    assertLogsIn("ada");
  }

  private void eachFromAnAddressOfItsOwn() {
    rows.change("update login_attempt set address_key = sha256(id::text::bytea)");
  }

  @Test
  void anAddressHas50FailuresIn5Minutes() throws Exception {
    for (var i = 0; i < 50; i++) {
      failures.addFrom(HERE, "name" + i);
    }
    rows.change(
        """
        update login_attempt set failed_at = now() - interval '4 minutes'
        where id = (select id from login_attempt order by failed_at limit 1)
        """);
    assertAtMost(Duration.ofMinutes(1), assertThrottledFrom(HERE, "name50"));
    assertThrottledFrom(HERE, "bob");
    assertEquals(50, failures.count());
    assertLogsInFrom(THERE, "bob");
    assertLogsIn("bob");

    failures.earlierBy("1 minute");
    failures.addFrom(HERE, "name50");
    assertThrottledFrom(HERE, "bob");
    failures.earlierBy("5 minutes");
    assertLogsInFrom(HERE, "bob");
  }

  @Test
  void failuresWithoutAnAddressAreCountedForTheirNamesOnly() throws Exception {
    for (var i = 0; i < 51; i++) {
      failures.add("name" + i);
    }
    assertLogsIn("bob");
    assertLogsInFrom(HERE, "bob");
  }

  @Test
  void aFailedPasswordUpdateIsCountedForItsAddress() throws Exception {
    var token = service.token("ada", OLD);
    for (var i = 0; i < 5; i++) {
      var properties = service.client().propertiesFrom(HERE, token).build();
      assertWrongOldPassword(
          service.client().send(UPDATE, properties, PasswordCaller.body(WRONG, NEW, null)));
    }
    assertWaitAfterLastFrom(HERE, Duration.ofSeconds(1));
    assertLogsIn("ada");
  }
}
