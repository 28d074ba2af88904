package warren.service.passwords;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.support.Bodies.assertBadCredentials;
import static warren.service.support.Bodies.assertInvalidFields;
import static warren.service.support.Bodies.assertRefused;
import static warren.service.support.Bodies.assertUnauthenticated;
import static warren.service.support.Bodies.assertWeakPassword;
import static warren.service.support.Bodies.assertWrongOldPassword;
import static warren.service.support.PasswordCaller.NEW;
import static warren.service.support.PasswordCaller.OLD;
import static warren.service.support.PasswordCaller.WRONG;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import warren.service.support.PasswordCaller;
import warren.service.support.Rows;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** Refusals of a password update, after each of which the old password is valid. */
@WarrenTest
class PasswordUpdateRefusalIT {
  private final TestService service;
  private final Rows rows;
  private final PasswordCaller passwords;

  private String token = "";

  PasswordUpdateRefusalIT(TestService service, Rows rows) {
    this.service = service;
    this.rows = rows;
    this.passwords = new PasswordCaller(service);
  }

  @BeforeEach
  void onlyAda() throws Exception {
    service.account("ada");
    token = service.token("ada", OLD);
  }

  @AfterEach
  void assertUnchanged() throws Exception {
    rows.change("delete from login_attempt");
    assertEquals(
        1,
        rows.one(Integer.class, "select password_version from account where username_key = 'ada'"));
    assertEquals(200, passwords.login("ada", OLD).status());
    assertBadCredentials(passwords.login("ada", NEW));
    assertEquals("ada", passwords.use(token).data().get("username").textValue());
  }

  @Test
  void withoutTokenAndUsernameTheRequestIsUnauthenticated() throws Exception {
    assertUnauthenticated(passwords.update(OLD, NEW, null, null));
  }

  @Test
  void anInactiveTokenIsRefusedAlthoughAUsernameIsGiven() throws Exception {
    var ended = service.token("ada", OLD);
    service.client().call("RequestInvalidateLoginToken", Map.of(), ended).data();
    for (var bad : List.of(ended, "nonsense", "")) {
      assertUnauthenticated(passwords.update(OLD, NEW, "ada", bad));
      assertUnauthenticated(passwords.update(OLD, NEW, null, bad));
    }
  }

  @Test
  void aTokenDoesNotGoWithAnothersUsername() throws Exception {
    service.account("bob");
    var wrong = "{username: ['does not match the token']}";
    for (var username : List.of("bob", "BOB", "nobody", "admin")) {
      assertInvalidFields(wrong, passwords.update(OLD, NEW, username, token));
      assertInvalidFields(wrong, passwords.update(WRONG, NEW, username, token));
    }
    assertInvalidFields(wrong, passwords.update(OLD, NEW, "ada", service.adminToken()));
    assertEquals(200, passwords.login("bob", OLD).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "Correct horse battery", "correct horse battery ", NEW})
  void aWrongOldPasswordIsRefused(String wrong) throws Exception {
    assertWrongOldPassword(passwords.updateBy(token, wrong, NEW));
    assertWrongOldPassword(passwords.updateOf("ada", wrong, NEW));
  }

  @Test
  void anOldPasswordTooLongToBeOneIsJustWrong() throws Exception {
    assertWrongOldPassword(passwords.updateBy(token, "x".repeat(60_000), NEW));
  }

  @Test
  void aWrongOldPasswordIsReportedBeforeAWeakNewOne() throws Exception {
    assertWrongOldPassword(passwords.updateBy(token, WRONG, "short"));
    assertWrongOldPassword(passwords.updateOf("ada", WRONG, "short"));
  }

  @Test
  void anUnknownNameAndAWrongPasswordGetTheSameReply() throws Exception {
    var wrong = passwords.updateOf("ada", WRONG, NEW);
    var unknown = passwords.updateOf("nobody", WRONG, NEW);
    assertWrongOldPassword(wrong);
    assertEquals(wrong.body(), unknown.body());
    assertEquals(wrong.headers().keySet(), unknown.headers().keySet());
    assertEquals(wrong.header("status_message"), unknown.header("status_message"));
    assertEquals(wrong.properties().getType(), unknown.properties().getType());
  }

  @Test
  void anErasedAccountIsUnknown() throws Exception {
    service.account("bob");
    rows.erase("bob");
    assertWrongOldPassword(passwords.updateOf("bob", OLD, NEW));
  }

  @Test
  void anothersPasswordIsWrong() throws Exception {
    var bob = Map.of("username", "bob", "password", "the password of bob");
    service.client().call("RequestAccountCreate", bob).data();
    assertWrongOldPassword(passwords.updateBy(token, "the password of bob", NEW));
    assertWrongOldPassword(passwords.updateOf("ada", "the password of bob", NEW));
  }

  @Test
  void everyBranchComputesExactlyOneVerification() throws Exception {
    service.account("banned");
    rows.ban("banned", "null");
    service.account("disabled");
    rows.change("update account set enabled = false where username = 'disabled'");
    service.account("right");
    assertOneVerification(401, WRONG, "ada");
    assertOneVerification(401, "", "ada");
    assertOneVerification(401, OLD, "nobody");
    assertOneVerification(403, OLD, "banned");
    assertOneVerification(401, WRONG, "banned");
    assertOneVerification(403, OLD, "disabled");
    assertOneVerification(401, WRONG, "disabled");
    assertOneVerification(200, OLD, "right");
  }

  private void assertOneVerification(int status, String oldPassword, String username)
      throws Exception {
    var before = service.verifications();
    var reply = passwords.updateOf(username, oldPassword, NEW);
    assertEquals(status, reply.status(), reply.body().toString());
    assertEquals(before + 1, service.verifications(), username);
  }

  @Test
  void problemsOfTheNewPasswordAreReported() throws Exception {
    assertWeak("'must have at least 8 characters'", "a 7 Ü.-");
    assertWeak("'must have at least 8 characters'", "");
    assertWeak("'is one of the most common passwords'", "PassWord1");
    assertWeak("'must have at most 256 characters and 1024 bytes'", "x".repeat(257));
    assertWeak("'must have at most 256 characters and 1024 bytes'", "🐎".repeat(257));
    assertWeak(
        "'must have at least 8 characters', 'must not be the username or the e-mail address'",
        "ADA");
  }

  private void assertWeak(String problems, String newPassword) throws Exception {
    assertWeakPassword("new_password", problems, passwords.updateBy(token, OLD, newPassword));
    assertWeakPassword("new_password", problems, passwords.updateOf("ada", OLD, newPassword));
  }

  @Test
  void theNewPasswordMustDifferFromUsernameAndEmailAddress() throws Exception {
    rows.change(
        """
        update account
        set username = 'Ada the Countess', username_key = 'ada the countess',
            email = 'Countess@example.org', email_key = 'countess@example.org',
            email_text_key = 'countess@example.org'
        where username_key = 'ada'
        """);
    for (var weak :
        List.of(
            "ADA the Countess",
            "ａda the countess",
            "Countess@example.org",
            "COUNTESS@example.org")) {
      var problem = "'must not be the username or the e-mail address'";
      assertWeakPassword("new_password", problem, passwords.updateBy(token, OLD, weak));
      assertWeakPassword(
          "new_password", problem, passwords.updateOf("ada the countess", OLD, weak));
    }
    rows.change(
        "update account set username = 'ada', username_key = 'ada' where email is not null");
  }

  @Test
  void aRefusedUpdateEndsNoSession() throws Exception {
    var other = service.token("ada", OLD);
    assertWrongOldPassword(passwords.updateBy(token, WRONG, NEW));
    assertWrongOldPassword(passwords.updateOf("ada", WRONG, NEW));
    assertEquals("weak_password", passwords.updateBy(token, OLD, "short").code());
    assertEquals(200, passwords.use(token).status());
    assertEquals(200, passwords.use(other).status());
  }

  @Test
  void onlyTheRightPasswordRevealsABan() throws Exception {
    rows.ban("ada", "null");
    assertWrongOldPassword(passwords.updateOf("ada", WRONG, NEW));
    assertRefused(403, "banned", "This account is banned.", passwords.updateOf("ada", OLD, NEW));
    assertRefused(
        403, "banned", "This account is banned.", passwords.updateOf("ada", OLD, "short"));
    assertUnauthenticated(passwords.updateBy(token, OLD, NEW));
    rows.change("delete from ban");
  }

  @Test
  void onlyTheRightPasswordRevealsThatAnAccountIsDisabled() throws Exception {
    var message = "This account is not enabled.";
    rows.change("update account set enabled = false where username = 'ada'");
    assertWrongOldPassword(passwords.updateOf("ada", WRONG, NEW));
    assertRefused(403, "not_enabled", message, passwords.updateOf("ada", OLD, NEW));
    assertRefused(403, "not_enabled", message, passwords.updateOf("ada", OLD, "short"));
    assertUnauthenticated(passwords.update(OLD, NEW, "ada", token));
    rows.change("update account set enabled = true where username = 'ada'");
  }
}
