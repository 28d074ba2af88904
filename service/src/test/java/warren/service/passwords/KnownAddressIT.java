package warren.service.passwords;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.support.Bodies.assertThrottled;
import static warren.service.support.PasswordCaller.NEW;
import static warren.service.support.PasswordCaller.OLD;
import static warren.service.support.PasswordCaller.UPDATE;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import warren.service.support.FailedLogins;
import warren.service.support.PasswordCaller;
import warren.service.support.Rows;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** Failures elsewhere do not delay a login from an address that has logged in before. */
@WarrenTest
class KnownAddressIT {
  private static final String HERE = "203.0.113.7";
  private static final String THERE = "203.0.113.8";

  private final TestService service;
  private final Rows rows;
  private final PasswordCaller passwords;
  private final FailedLogins failures;

  KnownAddressIT(TestService service, Rows rows) {
    this.service = service;
    this.rows = rows;
    this.passwords = new PasswordCaller(service);
    this.failures = new FailedLogins(service);
  }

  @BeforeEach
  void onlyAda() throws Exception {
    service.account("ada");
  }

  private void logInFrom(String clientIp, String username) throws Exception {
    assertEquals(200, passwords.loginFrom(clientIp, username, OLD).status());
  }

  private void assertThrottledFrom(String clientIp) throws Exception {
    assertThrottled(passwords.loginFrom(clientIp, "ada", OLD));
  }

  /** Has so many logins of ada fail, each from another address. */
  private void failElsewhere(int times) throws Exception {
    failures.addFrom(THERE, "ada");
    failures.repeat(times, Instant.now());
    eachFromAnotherAddress();
  }

  private void eachFromAnotherAddress() {
    rows.change("update login_attempt set address_key = sha256(id::text::bytea)");
  }

  @Test
  void failuresElsewhereDelayLoginsFromUnknownAddressesOnly() throws Exception {
    logInFrom(HERE, "ada");
    failElsewhere(70);
    assertThrottledFrom(THERE);
    assertThrottled(passwords.login("ada", OLD));
    logInFrom(HERE, "ada");
  }

  @Test
  void attemptsInFlightElsewhereDelayLoginsFromUnknownAddressesOnly() throws Exception {
    logInFrom(HERE, "ada");
    failures.addFrom(THERE, "ada");
    failures.inFlight(32, Instant.now());
    eachFromAnotherAddress();
    assertThrottledFrom(THERE);
    logInFrom(HERE, "ada");
  }

  @Test
  void aPasswordUpdateFromAKnownAddressIsNotDelayedEither() throws Exception {
    logInFrom(HERE, "ada");
    failElsewhere(70);
    var body = PasswordCaller.body(OLD, NEW, "ada");
    var there = service.client().propertiesFrom(THERE, null).build();
    assertThrottled(service.client().send(UPDATE, there, body));
    var here = service.client().propertiesFrom(HERE, null).build();
    assertEquals(200, service.client().send(UPDATE, here, body).status());
  }

  @Test
  void failuresFromTheKnownAddressItselfDelayIt() throws Exception {
    logInFrom(HERE, "ada");
    failures.addFrom(HERE, "ada", 5);
    failures.assertWaitAfterLast(
        Duration.ofSeconds(1), () -> passwords.loginFrom(HERE, "ada", OLD));
  }

  @Test
  void theLimitOfTheAddressAppliesToAKnownOneToo() throws Exception {
    logInFrom(HERE, "ada");
    failures.addFrom(HERE, "nobody");
    failures.repeat(50, Instant.now());
    assertThrottledFrom(HERE);
  }

  @Test
  void anAddressIsKnownForTheAccountThatHasLoggedInFromItOnly() throws Exception {
    service.account("bob");
    logInFrom(HERE, "bob");
    failElsewhere(70);
    assertThrottledFrom(HERE);
  }

  @Test
  void anAddressThatIsNotTrustedDoesNotBecomeKnown() throws Exception {
    var untrusted = service.client().propertiesFrom(HERE, null).userId(null).build();
    assertEquals(200, passwords.login("ada", OLD, untrusted).status());
    assertEquals(200, passwords.login("ada", OLD).status());
    assertEquals(0, rows.count("known_address"));
    failElsewhere(70);
    assertThrottledFrom(HERE);
  }

  @Test
  void aWrongPasswordDoesNotMakeAnAddressKnown() throws Exception {
    failures.addFrom(HERE, "ada");
    assertEquals(0, rows.count("known_address"));
  }

  @Test
  void theNewest16AddressesOfAnAccountAreKnown() throws Exception {
    service.account("bob");
    logInFrom("198.51.100.0", "bob");
    for (var i = 0; i <= 16; i++) {
      logInFrom("203.0.113." + i, "ada");
    }
    var known = "known_address where account_id = ?";
    assertEquals(16, rows.count(known, rows.account("ada")));
    assertEquals(1, rows.count(known, rows.account("bob")));
    failElsewhere(70);
    assertThrottledFrom("203.0.113.0");
    logInFrom("203.0.113.1", "ada");
  }

  @Test
  void anAddressIsRenewedByALoginOnADayAfterItsLast() throws Exception {
    logInFrom(HERE, "ada");
    rows.change("update known_address set last_login = now() - interval '23 hours'");
    logInFrom(HERE, "ada");
    var recent = "known_address where last_login > now() - interval '1 hour'";
    assertEquals(0, rows.count(recent));
    rows.change("update known_address set last_login = now() - interval '24 hours'");
    logInFrom(HERE, "ada");
    assertEquals(1, rows.count(recent));
  }
}
