package warren.service.passwords;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.support.Bodies.assertBadCredentials;
import static warren.service.support.Bodies.assertUnauthenticated;
import static warren.service.support.Bodies.assertWrongOldPassword;
import static warren.service.support.Bodies.json;
import static warren.service.support.PasswordCaller.NEW;
import static warren.service.support.PasswordCaller.OLD;
import static warren.service.support.PasswordCaller.UPDATE;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import warren.contracts.json.Json;
import warren.service.support.PasswordCaller;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** Effects of a password update; {@link PasswordUpdateRefusalIT} tests its refusals. */
@WarrenTest(settings = "WARREN_HASH_THREADS=8")
class PasswordUpdateIT {
  private final TestService service;
  private final Rows rows;
  private final PasswordCaller passwords;

  PasswordUpdateIT(TestService service, Rows rows) {
    this.service = service;
    this.rows = rows;
    this.passwords = new PasswordCaller(service);
  }

  @BeforeEach
  void onlyAda() throws Exception {
    service.account("ada");
  }

  private String token() throws Exception {
    return service.token("ada", OLD);
  }

  private void assertActive(String username, String token) throws Exception {
    assertEquals(username, passwords.use(token).data().get("username").textValue());
  }

  private static void assertConfirmed(Reply reply) throws Exception {
    assertEquals(json("{data: null}"), reply.body());
    assertEquals(200, reply.status());
    assertEquals("OK", reply.header("status_message"));
    assertEquals("ConfirmSetPassword", reply.properties().getType());
  }

  private int version(String username) {
    return rows.one(
        Integer.class, "select password_version from account where username_key = ?", username);
  }

  private void assertChanged(Reply reply) throws Exception {
    assertConfirmed(reply);
    assertEquals(2, version("ada"));
    assertEquals(200, passwords.login("ada", NEW).status());
    assertBadCredentials(passwords.login("ada", OLD));
  }

  @Test
  void theOwnerOfATokenSetsANewPassword() throws Exception {
    assertChanged(passwords.updateBy(token(), OLD, NEW));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ada", "ADA", "ＡdA"})
  void usernameAndPasswordSufficeWithoutAToken(String username) throws Exception {
    assertChanged(passwords.updateOf(username, OLD, NEW));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ada", "ADA", "ＡdA"})
  void aTokenMayGoWithItsOwnUsername(String username) throws Exception {
    assertChanged(passwords.update(OLD, NEW, username, token()));
  }

  @Test
  void anUpdateByTokenEndsAllOtherSessionsImmediately() throws Exception {
    service.account("bob");
    var bob = service.token("bob", OLD);
    var before = token();
    var own = token();
    var after = token();
    assertConfirmed(passwords.updateBy(own, OLD, NEW));
    assertUnauthenticated(passwords.use(before));
    assertUnauthenticated(passwords.use(after));
    assertActive("ada", own);
    assertActive("bob", bob);
    assertActive("ada", service.token("ada", NEW));
  }

  @Test
  void withoutATokenAllSessionsOfTheAccountEndAtOnce() throws Exception {
    service.account("bob");
    var bob = service.token("bob", OLD);
    var one = token();
    var other = token();
    assertConfirmed(passwords.updateOf("ada", OLD, NEW));
    assertUnauthenticated(passwords.use(one));
    assertUnauthenticated(passwords.use(other));
    assertActive("bob", bob);
  }

  @Test
  void eachUpdateIncrementsThePasswordVersion() throws Exception {
    assertConfirmed(passwords.updateOf("ada", OLD, NEW));
    assertConfirmed(passwords.updateOf("ada", NEW, OLD));
    assertEquals(3, version("ada"));
    assertConfirmed(passwords.updateBy(token(), OLD, NEW));
    assertEquals(4, version("ada"));
    assertEquals(1, version("admin"));
  }

  @Test
  void passwordsOfTheMaximumLengthAreAccepted() throws Exception {
    for (var longest : List.of("x".repeat(256), "🐎".repeat(256), "e\u0301".repeat(256))) {
      assertConfirmed(passwords.updateOf("ada", OLD, longest));
      assertEquals(200, passwords.login("ada", longest).status());
      assertConfirmed(passwords.updateOf("ada", longest, OLD));
    }
  }

  @Test
  void passwordsAreTheSameHoweverTheirCharactersAreComposed() throws Exception {
    var composed = "Caf\u00e9 \ufb01ve \u00bd ＄";
    var decomposed = "Cafe\u0301 five 1\u20442 $";
    assertConfirmed(passwords.updateOf("ada", OLD, composed));
    assertEquals(200, passwords.login("ada", decomposed).status());
    assertConfirmed(passwords.updateOf("ada", decomposed, NEW));
    assertConfirmed(passwords.updateOf("ada", NEW, decomposed));
    assertEquals(200, passwords.login("ada", composed).status());
    assertWrongOldPassword(passwords.updateOf("ada", "Cafe five 1\u20442 $", NEW));
  }

  @Test
  void aPasswordMayHoldAnything() throws Exception {
    var password = "  passphrase\u0000with nul\n";
    assertConfirmed(passwords.updateOf("ada", OLD, password));
    assertEquals(200, passwords.login("ada", password).status());
    assertBadCredentials(passwords.login("ada", password.strip()));
    assertConfirmed(passwords.updateOf("ada", password, OLD));
  }

  @Test
  void oneOfManyConcurrentUpdatesSucceeds() throws Exception {
    Map<String, String> chosen = new HashMap<>();
    for (var password : List.of("the first of four", "the second one", "the third", "a fourth")) {
      var properties = service.client().properties().build();
      chosen.put(properties.getCorrelationId(), password);
      publish(properties, password);
    }
    List<@Nullable String> changed = new ArrayList<>();
    for (var i = 0; i < 4; i++) {
      var reply = service.client().next();
      if (reply.status() == 200) {
        changed.add(chosen.get(reply.properties().getCorrelationId()));
      } else {
        assertWrongOldPassword(reply);
      }
    }
    assertEquals(1, changed.size(), changed.toString());
    assertEquals(2, version("ada"));
    assertEquals(200, passwords.login("ada", changed.get(0) + "").status());
  }

  private void publish(BasicProperties properties, String newPassword) throws Exception {
    var body = Json.write(PasswordCaller.body(OLD, newPassword, "ada"));
    service.client().publish(UPDATE, properties, body);
  }
}
