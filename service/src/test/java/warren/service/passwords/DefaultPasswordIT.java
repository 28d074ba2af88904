package warren.service.passwords;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.support.Bodies.assertBadCredentials;
import static warren.service.support.Bodies.assertUnauthenticated;
import static warren.service.support.Bodies.assertWeakPassword;
import static warren.service.support.Bodies.assertWrongOldPassword;
import static warren.service.support.Bodies.json;
import static warren.service.support.PasswordCaller.NEW;
import static warren.service.support.PasswordCaller.OLD;
import static warren.service.support.PasswordCaller.UPDATE;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import warren.contracts.json.Json;
import warren.service.support.FailedLogins;
import warren.service.support.PasswordCaller;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/**
 * Uses of the default password of a reset; {@link DefaultPasswordValidityIT} tests its lifetime.
 */
@WarrenTest(settings = "WARREN_HASH_THREADS=8")
class DefaultPasswordIT {
  private final TestService service;
  private final PasswordCaller passwords;
  private final FailedLogins failures;
  private final PasswordResets resets;

  DefaultPasswordIT(TestService service) throws Exception {
    this.service = service;
    this.passwords = new PasswordCaller(service);
    this.failures = new FailedLogins(service);
    this.resets = new PasswordResets(service);
  }

  @BeforeEach
  void onlyAda() throws Exception {
    resets.begin();
  }

  private String token() throws Exception {
    return service.token("ada", OLD);
  }

  @Test
  void theOwnerOfATokenResetsAndSetsANewPassword() throws Exception {
    var token = token();
    resets.assertRedeemed(passwords.updateBy(token, resets.issued(Map.of(), token), NEW));
  }

  @Test
  void aDefaultPasswordSetsANewPasswordWithoutAToken() throws Exception {
    resets.assertRedeemed(passwords.updateOf("ADA", resets.issued(), NEW));
  }

  @Test
  void untilItIsUsedThePasswordAndAllSessionsStayAsTheyAre() throws Exception {
    var token = token();
    resets.issued();
    resets.issued(Map.of(), token);
    assertEquals(200, passwords.use(token).status());
    resets.assertOldPasswordIsValid();
  }

  @Test
  void itsUseEndsAllSessionsAlsoTheOneThatIsUsed() throws Exception {
    service.account("bob");
    var bob = service.token("bob", OLD);
    var own = token();
    var other = token();
    resets.assertRedeemed(passwords.updateBy(own, resets.issued(), NEW));
    assertUnauthenticated(passwords.use(own));
    assertUnauthenticated(passwords.use(other));
    assertEquals(200, passwords.use(bob).status());
  }

  @Test
  void itsUseWithoutATokenEndsAllSessionsToo() throws Exception {
    var token = token();
    resets.assertRedeemed(resets.redeem(resets.issued()));
    assertUnauthenticated(passwords.use(token));
  }

  @Test
  void aDefaultPasswordIsAcceptedByNoOtherOperation() throws Exception {
    var password = resets.issued();
    assertBadCredentials(passwords.login("ada", password));
    resets.assertRedeemed(resets.redeem(password));
    assertBadCredentials(passwords.login("ada", password));
  }

  @Test
  void itIsTakenAsItWasIssuedAndInNoOtherForm() throws Exception {
    var password = resets.issued();
    var others =
        List.of(
            password.toLowerCase(Locale.ROOT),
            password.toUpperCase(Locale.ROOT),
            password.substring(1),
            password + " ");
    for (var other : others) {
      assertWrongOldPassword(resets.redeem(other));
    }
    failures.forget();
    resets.assertRedeemed(resets.redeem(password));
  }

  @Test
  void itIsUsedOnce() throws Exception {
    var password = resets.issued();
    resets.assertRedeemed(resets.redeem(password));
    assertWrongOldPassword(resets.redeem(password));
    var token = service.token("ada", NEW);
    assertWrongOldPassword(passwords.updateBy(token, password, OLD));
    assertEquals(2, resets.version());
  }

  @Test
  void itOpensNoOtherAccount() throws Exception {
    service.account("bob");
    var password = resets.issued();
    assertWrongOldPassword(passwords.updateOf("bob", password, NEW));
    assertWrongOldPassword(passwords.updateBy(service.token("bob", OLD), password, NEW));
    assertEquals(200, passwords.login("bob", OLD).status());
    resets.assertRedeemed(resets.redeem(password));
  }

  @Test
  void aWeakNewPasswordDoesNotUseItUp() throws Exception {
    var password = resets.issued();
    var token = token();
    assertWeakPassword(
        "new_password",
        "'must have at least 8 characters'",
        passwords.updateOf("ada", password, "a 7 Ü.-"));
    assertWeakPassword(
        "new_password",
        "'is one of the most common passwords'",
        passwords.updateBy(token, password, "PassWord1"));
    assertWeakPassword(
        "new_password",
        "'must not be the default password'",
        passwords.updateOf("ada", password, password));
    assertEquals(200, passwords.use(token).status());
    resets.assertOldPasswordIsValid();
    resets.assertRedeemed(resets.redeem(password));
  }

  @Test
  void theReplyToItsUseIsFoundThoughTheSessionHasEnded() throws Exception {
    var token = token();
    var body = PasswordCaller.body(resets.issued(), NEW, null);
    var properties =
        service.client().properties().messageId("m").headers(Map.of("jwt", token)).build();
    for (var i = 0; i < 2; i++) {
      assertEquals(json("{data: null}"), service.client().send(UPDATE, properties, body).body());
    }
    assertUnauthenticated(passwords.use(token));
    assertEquals(2, resets.version());
  }

  @Test
  void oneOfManyConcurrentUsesSucceeds() throws Exception {
    var password = resets.issued();
    for (var i = 0; i < 4; i++) {
      var body = PasswordCaller.body(password, "new password " + i, "ada");
      var properties = service.client().properties().build();
      service.client().publish(UPDATE, properties, Json.write(body));
    }
    List<Integer> statuses = new ArrayList<>();
    for (var i = 0; i < 4; i++) {
      statuses.add(service.client().next().status());
    }
    statuses.sort(null);
    assertEquals(List.of(200, 401, 401, 401), statuses);
    assertEquals(2, resets.version());
  }
}
