package warren.service.passwords;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.support.Bodies.assertBadCredentials;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import warren.service.support.PasswordCaller;
import warren.service.support.Rows;
import warren.service.support.TestService;

/** Hashes that are replaced at a login, because the parameters of Argon2 were raised since. */
class RehashIT {
  private TestService service;
  private Rows rows;

  @BeforeEach
  void start() throws Exception {
    service = TestService.start(Map.of("WARREN_HASH_THREADS", "8"));
    rows = new Rows(service);
    service.account("ada");
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private void restartWith(String memoryKib, String iterations) throws Exception {
    service.close();
    service =
        service.second(
            Map.of("WARREN_ARGON2_MEMORY_KIB", memoryKib, "WARREN_ARGON2_ITERATIONS", iterations));
  }

  private String hash() {
    return rows.one(String.class, "select password_hash from account where username_key = 'ada'");
  }

  @Test
  void aLoginHashesAgainWhenTheParametersWereRaisedAndOnlyThen() throws Exception {
    var passwords = new PasswordCaller(service);
    var old = hash();
    passwords.login("ada", TestService.PASSWORD).data();
    assertEquals(old, hash());

    restartWith("128", "2");
    passwords = new PasswordCaller(service);
    assertBadCredentials(passwords.login("ada", "not the password"));
    assertEquals(old, hash());
    var before = service.verifications();
    passwords.login("ada", TestService.PASSWORD).data();
    assertEquals(before + 1, service.verifications());
    var raised = hash();
    assertTrue(raised.startsWith("$argon2id$v=19$m=128,t=2,p=1$"), raised);
    passwords.login("ada", TestService.PASSWORD).data();
    assertEquals(raised, hash());

    restartWith("64", "1");
    passwords = new PasswordCaller(service);
    passwords.login("ada", TestService.PASSWORD).data();
    assertEquals(raised, hash());
    assertBadCredentials(passwords.login("ada", "not the password"));
  }

  @Test
  void manyRightLoginsAtOnceAllPassAlsoWhenTheFirstHashesAgain() throws Exception {
    var old = hash();
    restartWith("128", "2");
    new ManyLogins(service).assertAllPass();
    assertNotEquals(old, hash());
  }
}
