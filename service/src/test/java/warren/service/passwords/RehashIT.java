package warren.service.passwords;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.support.Bodies.assertBadCredentials;

import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import warren.service.support.PasswordCaller;
import warren.service.support.Rows;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;
import warren.service.support.WarrenTest.Scope;

/** Hashes that are replaced at a login, because the parameters of Argon2 were raised since. */
@WarrenTest(settings = RehashIT.THREADS)
class RehashIT {
  static final String THREADS = "WARREN_HASH_THREADS=8";
  static final String MEMORY = "WARREN_ARGON2_MEMORY_KIB=128";
  static final String ITERATIONS = "WARREN_ARGON2_ITERATIONS=2";

  private final TestService service;
  private final Rows rows;
  private final PasswordCaller passwords;

  RehashIT(TestService service, Rows rows) throws Exception {
    this.service = service;
    this.rows = rows;
    this.passwords = new PasswordCaller(service);
    service.account("ada");
  }

  /** Replaces the hash by one with these parameters, as if they had been set at its creation. */
  private String hashedWith(int memoryKib, int iterations) {
    var password = TestService.PASSWORD.getBytes(StandardCharsets.UTF_8);
    var hash = Libargon2.ofType(Argon2Types.ARGON2id).hash(iterations, memoryKib, 1, password);
    rows.change("update account set password_hash = ? where username_key = 'ada'", hash);
    return hash;
  }

  private String hash() {
    return rows.one(String.class, "select password_hash from account where username_key = 'ada'");
  }

  @Test
  void aLoginKeepsAHashWithTheSameParameters() throws Exception {
    var made = hash();
    passwords.login("ada", TestService.PASSWORD).data();
    assertEquals(made, hash());
    var same = hashedWith(64, 1);
    passwords.login("ada", TestService.PASSWORD).data();
    assertEquals(same, hash());
  }

  @WarrenTest(
      settings = {THREADS, MEMORY, ITERATIONS},
      scope = Scope.TEST)
  @Test
  void aLoginHashesAgainOnceWhenTheParametersWereRaised() throws Exception {
    var old = hashedWith(64, 1);
    assertBadCredentials(passwords.login("ada", "not the password"));
    assertEquals(old, hash());
    var before = service.verifications();
    passwords.login("ada", TestService.PASSWORD).data();
    assertEquals(before + 1, service.verifications());
    var raised = hash();
    assertTrue(raised.startsWith("$argon2id$v=19$m=128,t=2,p=1$"), raised);
    passwords.login("ada", TestService.PASSWORD).data();
    assertEquals(raised, hash());
  }

  @Test
  void aLoginKeepsTheHashWhenTheParametersWereLowered() throws Exception {
    var raised = hashedWith(128, 2);
    passwords.login("ada", TestService.PASSWORD).data();
    assertEquals(raised, hash());
    assertBadCredentials(passwords.login("ada", "not the password"));
  }

  @WarrenTest(
      settings = {THREADS, MEMORY, ITERATIONS},
      scope = Scope.TEST)
  @Test
  void manyRightLoginsAtOnceAllPassAlsoWhenTheFirstHashesAgain() throws Exception {
    var old = hashedWith(64, 1);
    new ManyLogins(service).assertAllPass();
    assertNotEquals(old, hash());
  }
}
