package warren.service.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.support.Bodies.assertThrottled;

import ch.qos.logback.classic.Level;
import com.auth0.jwt.JWT;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import warren.service.cli.CommandRun;
import warren.service.support.Await;
import warren.service.support.FailedLogins;
import warren.service.support.LogCapture;
import warren.service.support.PasswordCaller;
import warren.service.support.Rows;
import warren.service.support.TestServers;
import warren.service.support.TestService;
import warren.settings.StartException;

/** The change of {@code WARREN_SECRET}, by the steps of the documentation. */
class SecretChangeIT {
  private static final String OLD = "the old secret, of 32 characters";
  private static final String NEW = "the new secret, of 32 characters";
  private static final String ALL_NEW =
      "Keys encrypted with WARREN_SECRET: %d, with WARREN_SECRET_PREVIOUS: 0, with neither: 0.\n";
  private static final String REMOVABLE = "WARREN_SECRET_PREVIOUS can be removed.\n";

  private static final Map<String, String> BEFORE = Map.of("WARREN_SECRET", OLD);
  private static final Map<String, String> STEP_1 =
      Map.of("WARREN_SECRET", OLD, "WARREN_SECRET_PREVIOUS", NEW);
  private static final Map<String, String> STEP_2 =
      Map.of("WARREN_SECRET", NEW, "WARREN_SECRET_PREVIOUS", OLD);
  private static final Map<String, String> STEP_3 = Map.of("WARREN_SECRET", NEW);

  private TestServers.Place place;

  @BeforeEach
  void take() {
    place = TestServers.take();
  }

  private TestService start(Map<String, String> secrets) throws Exception {
    return TestService.start(place, frequently(secrets));
  }

  private static Map<String, String> frequently(Map<String, String> secrets) {
    var settings = new HashMap<>(secrets);
    settings.put("WARREN_CLEANUP_INTERVAL", "50ms");
    return settings;
  }

  private CommandRun run(Map<String, String> secrets, String... arguments) {
    return CommandRun.of(TestService.settings(place, frequently(secrets)), arguments);
  }

  private static String login(TestService service) throws Exception {
    return service.token("ada", TestService.PASSWORD);
  }

  private static void assertActive(TestService service, String token) throws Exception {
    var account = service.client().call("RequestAccountData", Map.of(), token);
    assertEquals("ada", account.data().get("username").textValue());
  }

  /** Sends a write with an idempotency key; the id of the created account. */
  private static String create(TestService service) throws Exception {
    var properties = service.client().properties().messageId("once").build();
    var body = Map.of("username", "grace", "password", TestService.PASSWORD);
    return service
        .client()
        .send("RequestAccountCreate", properties, body)
        .data()
        .get("user-id")
        .textValue();
  }

  @Test
  void everythingKeepsWorkingThroughAllSteps(@TempDir Path folder) throws Exception {
    var line = "{\"username\": \"hedy\", \"password_hash\": \"%s\"}%n";
    var bcrypt = "$2b$04$abcdefghijklmnopqrstuuqREtd3VJD2QVZbuFskFSLk6eRIrQoOS";
    var file = Files.writeString(folder.resolve("accounts"), line.formatted(bcrypt)).toString();
    String token;
    String grace;
    try (var service = start(BEFORE)) {
      service.account("ada");
      token = login(service);
      grace = create(service);
      new FailedLogins(service)
          .are("bob", 12, new Rows(service).one(Instant.class, "select now()"));
      assertEquals(0, run(BEFORE, "import", file).exit());
    }
    for (var step : List.of(STEP_1, STEP_2, STEP_3)) {
      try (var service = start(step)) {
        assertActive(service, token);
        assertActive(service, login(service));
        assertEquals(grace, create(service));
        assertThrottled(new PasswordCaller(service).login("bob", PasswordCaller.WRONG));
        var again = run(step, "import", file);
        assertEquals("0 imported, 1 already imported, 0 refused.\n", again.err());
        if (step.equals(STEP_2)) {
          Await.until(
              "the old secret can be removed", () -> run(STEP_2, "secret", "status").exit() == 0);
        }
      }
    }
    assertThrows(StartException.class, () -> start(BEFORE));
  }

  @Test
  void processesOfNeighbouringStepsReadEachOthersKeys() throws Exception {
    try (var before = start(BEFORE);
        var step1 = start(STEP_1)) {
      assertMixed(before, step1, BEFORE);
      assertMixed(step1, before, STEP_1);
    }
    try (var step1 = start(STEP_1);
        var step2 = start(STEP_2)) {
      assertMixed(step1, step2, STEP_1);
      assertMixed(step2, step1, STEP_2);
    }
    try (var step2 = start(STEP_2)) {
      Await.until(
          "the old secret can be removed", () -> run(STEP_2, "secret", "status").exit() == 0);
      try (var step3 = start(STEP_3)) {
        assertMixed(step2, step3, STEP_2);
        assertMixed(step3, step2, STEP_3);
      }
    }
  }

  /** A key that is created with the secrets of one process signs in both. */
  private void assertMixed(TestService one, TestService other, Map<String, String> secrets)
      throws Exception {
    var kid = run(secrets, "keys", "rotate").out().strip();
    var rows = new Rows(one);
    if (rows.count("account where username = 'ada'") == 0) {
      one.account("ada");
    }
    var before = List.of(one.answers("RequestLoginToken"), other.answers("RequestLoginToken"));
    for (var i = 0; i < 8; i++) {
      assertEquals(kid, JWT.decode(login(one)).getKeyId());
    }
    assertEquals(true, one.answers("RequestLoginToken") > before.get(0));
    assertEquals(true, other.answers("RequestLoginToken") > before.get(1));
  }

  @Test
  void withoutStep1AProcessSignsUntilAKeyOfStep2MustSign() throws Exception {
    try (var log = new LogCapture();
        var before = start(BEFORE)) {
      before.account("ada");
      var first = new Rows(before).one(String.class, "select kid from signing_key");
      try (var step2 = start(STEP_2)) {
        Await.until(
            "the first process cannot decrypt the key any more",
            () -> log.written(Level.WARN).stream().anyMatch(line -> line.contains(first)));
        assertEquals(200, before.get("/health/ready").statusCode());
        assertThrows(StartException.class, () -> start(BEFORE));
        for (var i = 0; i < 8; i++) {
          assertEquals(first, JWT.decode(login(step2)).getKeyId());
        }
        assertEquals(true, before.answers("RequestLoginToken") > 0);

        var second = run(STEP_2, "keys", "rotate").out().strip();
        assertEquals(200, step2.get("/health/ready").statusCode());
        var page = before.get("/health/ready");
        assertEquals(503, page.statusCode());
        assertTrue(page.body().contains(second), page.body());
      }
      var refused = new PasswordCaller(before).login("ada", TestService.PASSWORD);
      assertEquals("unavailable", refused.code());
    }
  }

  @Test
  void theOldSecretCannotBeRemovedBeforeAllKeysAreEncryptedAgain() throws Exception {
    start(BEFORE).close();
    var status = run(STEP_2, "secret", "status");
    assertEquals(1, status.exit());
    assertEquals(
        "Keys encrypted with WARREN_SECRET: 0, with WARREN_SECRET_PREVIOUS: 2, with neither: 0.\n"
            + "WARREN_SECRET_PREVIOUS cannot be removed yet: a running process encrypts the keys"
            + " with WARREN_SECRET within WARREN_CLEANUP_INTERVAL.\n",
        status.out());

    start(STEP_2).close();
    Await.until("it can be removed", () -> run(STEP_2, "secret", "status").exit() == 0);
    assertEquals(ALL_NEW.formatted(2) + REMOVABLE, run(STEP_2, "secret", "status").out());
  }

  @Test
  void theOldSecretCannotBeRemovedForTwoIntervalsOfTheProcessThatUsedIt() throws Exception {
    var rarely = new HashMap<>(BEFORE);
    rarely.put("WARREN_CLEANUP_INTERVAL", "1m");
    var before = Instant.now();
    TestService.start(place, rarely).close();
    var after = Instant.now();
    start(STEP_2).close();
    var status = run(STEP_2, "secret", "status");
    assertEquals(1, status.exit());
    var end = status.out().replaceFirst("(?s).*after ([^ ]*)\\.\n", "$1");
    assertEquals(
        ALL_NEW.formatted(2)
            + "WARREN_SECRET_PREVIOUS cannot be removed yet: a process may still use it as"
            + " WARREN_SECRET. Ask again after %s.\n".formatted(end),
        status.out());
    var recorded = Instant.parse(end).minusSeconds(120);
    assertFalse(recorded.isBefore(before.truncatedTo(ChronoUnit.SECONDS)), end);
    assertFalse(recorded.isAfter(after), end);
  }

  @Test
  void keysThatNeitherSecretDecryptsAreReported() throws Exception {
    String kid;
    try (var service = start(Map.of("WARREN_SECRET", OLD + "!"))) {
      kid = new Rows(service).one(String.class, "select kid from signing_key");
    }
    var status = run(STEP_2, "secret", "status");
    assertEquals(1, status.exit());
    assertEquals(
        """
        Keys encrypted with WARREN_SECRET: 0, with WARREN_SECRET_PREVIOUS: 0, with neither: 2.
        Encrypted with neither: signing key %s
        WARREN_SECRET_PREVIOUS cannot be removed yet: the settings contain a wrong secret.
        """
            .formatted(kid),
        status.out());
  }

  @Test
  void withoutAPreviousSecretThereIsNothingToRemove() throws Exception {
    start(STEP_3).close();
    var status = run(STEP_3, "secret", "status");
    assertEquals(0, status.exit());
    assertEquals(ALL_NEW.formatted(2) + "WARREN_SECRET_PREVIOUS is not set.\n", status.out());
  }
}
