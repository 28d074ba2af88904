package warren.service.passwords;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.support.Bodies.assertBadCredentials;
import static warren.service.support.Bodies.assertThrottled;
import static warren.service.support.PasswordCaller.LOGIN;
import static warren.service.support.PasswordCaller.OLD;
import static warren.service.support.PasswordCaller.WRONG;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import warren.service.support.BlockedStatements;
import warren.service.support.FailedLogins;
import warren.service.support.PasswordCaller;
import warren.service.support.Rows;
import warren.service.support.TestClient;
import warren.service.support.TestServers;
import warren.service.support.TestService;

/** Renaming an account does not allow more attempts to guess its password. */
class ThrottleRenameIT {
  private static BlockedStatements statements;
  private static TestService service;
  private static Rows rows;
  private static PasswordCaller passwords;
  private static FailedLogins failures;

  private String token = "";

  @BeforeAll
  static void start() throws Exception {
    var place = TestServers.take();
    statements = new BlockedStatements(place);
    service = TestService.start(place, Map.of("WARREN_DB_URL", statements.url()));
    rows = new Rows(service);
    passwords = new PasswordCaller(service);
    failures = new FailedLogins(service);
  }

  @AfterAll
  static void stop() throws Exception {
    service.close();
    statements.close();
  }

  @BeforeEach
  void onlyAda() throws Exception {
    rows.deleteAccounts();
    failures.forget();
    service.account("ada");
    token = service.token("ada", OLD);
  }

  private void rename(String username) throws Exception {
    service.client().call("UpdateAccount", Map.of("username", username), token).data();
  }

  @Test
  void failuresMoveToTheNewNameOfTheAccount() throws Exception {
    failures.are("ada", 10, Instant.now());
    rename("countess");
    assertThrottled(passwords.login("countess", OLD));
    assertBadCredentials(passwords.login("ada", OLD));
    assertEquals(11, failures.count());
  }

  @Test
  void movedFailuresAreAddedToThoseOfTheNewName() throws Exception {
    failures.add("countess");
    failures.repeat(3, Instant.now());
    failures.add("ada");
    failures.add("ada");
    rename("countess");
    assertThrottled(passwords.login("countess", OLD));
  }

  @Test
  void aNameThatIsWrittenOtherwiseIsTheSame() throws Exception {
    failures.are("ada", 10, Instant.now());
    rename("ADA");
    assertThrottled(passwords.login("ada", OLD));
  }

  @Test
  void otherChangesRetainTheFailures() throws Exception {
    failures.are("ada", 10, Instant.now());
    service.client().call("UpdateAccount", Map.of("first_name", "Ada"), token).data();
    assertThrottled(passwords.login("ada", WRONG));
  }

  @Test
  void aTryThatIsFoundRightMeanwhileIsForgotten() throws Exception {
    var client = service.client();
    try (var clearing = statements.next(text -> text.contains("delete from login_attempt"))) {
      var body = Map.of("username", "ada", "password", OLD);
      client.publish(
          LOGIN, client.properties().build(), new ObjectMapper().writeValueAsBytes(body));
      clearing.await();
      try (var other = new TestClient(service.connection())) {
        var renaming = Map.of("username", "countess");
        other.call("UpdateAccount", renaming, token).data();
      }
    }
    client.next().data();
    assertEquals(0, failures.count());
  }
}
