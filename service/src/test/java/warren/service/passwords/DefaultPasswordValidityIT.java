package warren.service.passwords;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.support.Bodies.assertRefused;
import static warren.service.support.Bodies.assertThrottled;
import static warren.service.support.Bodies.assertWrongOldPassword;
import static warren.service.support.PasswordCaller.NEW;
import static warren.service.support.PasswordCaller.OLD;
import static warren.service.support.PasswordCaller.WRONG;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import warren.service.support.FailedLogins;
import warren.service.support.PasswordCaller;
import warren.service.support.Rows;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** Lifetime of the default password of a reset, alone and together with others. */
@WarrenTest(settings = "WARREN_HASH_THREADS=8")
class DefaultPasswordValidityIT {
  private final TestService service;
  private final Rows rows;
  private final PasswordCaller passwords;
  private final FailedLogins failures;
  private final PasswordResets resets;
  private final String admin;

  DefaultPasswordValidityIT(TestService service, Rows rows) throws Exception {
    this.service = service;
    this.rows = rows;
    this.passwords = new PasswordCaller(service);
    this.failures = new FailedLogins(service);
    this.resets = new PasswordResets(service);
    this.admin = service.adminToken();
  }

  @BeforeEach
  void onlyAda() throws Exception {
    resets.begin();
  }

  @Test
  void aDefaultPasswordIsValidFor30Minutes() throws Exception {
    var password = resets.issued();
    assertEquals(
        30 * 60,
        rows.one(
            Integer.class,
            "select extract(epoch from expires_at - created_at)::integer from password_reset"));
    rows.change("update password_reset set expires_at = now() - interval '1 ms'");
    assertWrongOldPassword(resets.redeem(password));
    resets.assertOldPasswordIsValid();
    rows.change("update password_reset set expires_at = now() + interval '10 s'");
    resets.assertRedeemed(resets.redeem(password));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void theNewestThreeOfFourAreValid(int which) throws Exception {
    resets.assertRedeemed(resets.redeem(fourIssued().get(which)));
  }

  @Test
  void theOldestOfFourIsInvalid() throws Exception {
    assertWrongOldPassword(resets.redeem(fourIssued().get(0)));
    resets.assertOldPasswordIsValid();
  }

  @Test
  void theLatestIsValidAlthoughTheOthersHaveLaterTimes() throws Exception {
    for (var i = 0; i < 3; i++) {
      resets.issued();
    }
    rows.change("update password_reset set created_at = created_at + interval '1 hour'");
    var password = resets.issued();
    assertEquals(3, rows.count("password_reset"));
    resets.assertRedeemed(resets.redeem(password));
  }

  private List<String> fourIssued() throws Exception {
    List<String> passwords = new ArrayList<>();
    while (passwords.size() < 4) {
      passwords.add(resets.issued());
    }
    return passwords;
  }

  @Test
  void defaultPasswordsOfOtherAccountsAreIndependent() throws Exception {
    service.account("bob");
    var password = resets.issued();
    var last = "";
    for (var i = 0; i < 4; i++) {
      last = resets.issued(Map.of("username", "bob"), admin);
    }
    assertEquals(200, passwords.updateOf("bob", last, NEW).status());
    resets.assertRedeemed(resets.redeem(password));
  }

  @Test
  void oneUseInvalidatesAllOthers() throws Exception {
    var first = resets.issued();
    var second = resets.issued();
    resets.assertRedeemed(resets.redeem(second));
    assertWrongOldPassword(resets.redeem(first));
    assertEquals(0, rows.count("password_reset where account_id = ?", rows.account("ada")));
  }

  @Test
  void anOrdinaryUpdateInvalidatesAll() throws Exception {
    var first = resets.issued();
    assertEquals(200, passwords.updateBy(service.token("ada", OLD), OLD, NEW).status());
    assertWrongOldPassword(resets.redeem(first));
    var second = resets.issued();
    assertEquals(200, passwords.updateOf("ada", NEW, OLD).status());
    assertWrongOldPassword(resets.redeem(second));
    assertEquals(0, rows.count("password_reset where account_id = ?", rows.account("ada")));
  }

  @Test
  void itIsTakenWhileTheNameMustWait() throws Exception {
    var password = resets.issued();
    failures.are("ada", 10, Instant.now());
    assertThrottled(resets.redeem(WRONG));
    assertThrottled(resets.redeem(OLD));
    resets.assertRedeemed(resets.redeem(password));
  }

  @Test
  void aWrongDefaultPasswordIsAFailedLoginAttempt() throws Exception {
    resets.issued();
    assertWrongOldPassword(resets.redeem("p3Zk0mV9cQ4tXw1sB7yN2rLd"));
    assertEquals(1, failures.count());
    failures.repeat(10, Instant.now());
    assertThrottled(resets.redeem("p3Zk0mV9cQ4tXw1sB7yN2rLd"));
    assertThrottled(passwords.login("ada", OLD));
  }

  @Test
  void usingOneEndsTheNamesWaitingButIssuingOneDoesNot() throws Exception {
    failures.are("ada", 10, Instant.now());
    assertThrottled(passwords.login("ada", OLD));
    // anyone may cause a backend to issue one
    var password = resets.issued();
    assertEquals(10, failures.count());
    assertThrottled(passwords.login("ada", OLD));
    assertEquals(200, resets.redeem(password).status());
    assertEquals(0, failures.count());
    assertEquals(200, passwords.login("ada", NEW).status());
  }

  @Test
  void bannedAndDisabledAccountsAreRefusedAndCanUseItLater() throws Exception {
    var password = resets.issued();
    rows.ban("ada", "null");
    assertRefused(403, "banned", "This account is banned.", resets.redeem(password));
    rows.change("delete from ban");
    rows.change("update account set enabled = false where username = 'ada'");
    assertRefused(403, "not_enabled", "This account is not enabled.", resets.redeem(password));
    rows.change("update account set enabled = true where username = 'ada'");
    resets.assertRedeemed(resets.redeem(password));
  }

  @Test
  void itIsRefusedForAnErasedAccountAndForTheNextOneOfItsName() throws Exception {
    var password = resets.issued();
    rows.erase("ada");
    assertWrongOldPassword(resets.redeem(password));
    service.account("ada");
    assertWrongOldPassword(resets.redeem(password));
    resets.assertOldPasswordIsValid();
  }
}
