package warren.service.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ch.qos.logback.classic.Level;
import com.auth0.jwt.JWT;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import warren.service.cli.CommandRun;
import warren.service.support.Await;
import warren.service.support.LogCapture;
import warren.service.support.Rows;
import warren.service.support.TestServers;
import warren.service.support.TestService;

/** A signing key whose row neither WARREN_SECRET nor WARREN_SECRET_PREVIOUS decrypts. */
class UndecryptableKeyIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, String> SETTINGS = Map.of("WARREN_CLEANUP_INTERVAL", "50ms");
  private static final Map<String, String> ADA =
      Map.of("username", "ada", "password", TestService.PASSWORD);

  private TestServers.Place place;

  @BeforeEach
  void take() {
    place = TestServers.take();
  }

  private TestService start() throws Exception {
    return TestService.start(place, SETTINGS);
  }

  private CommandRun run(String... arguments) {
    return CommandRun.of(TestService.settings(place, SETTINGS), arguments);
  }

  private static String signing(TestService service) throws Exception {
    return JWT.decode(service.token("ada", TestService.PASSWORD)).getKeyId();
  }

  private static boolean isActive(TestService service, String token) throws Exception {
    var status = service.client().call("RequestTokenStatus", Map.of("token", token));
    return status.data().get("active").booleanValue();
  }

  private static String onlyKey(Rows rows) {
    return rows.one(String.class, "select kid from signing_key");
  }

  /** Replaces the stored private key by this many other bytes. */
  private static void damage(Rows rows, String kid, int bytes) {
    var changed =
        "update signing_key set private_key = decode(repeat('5a', ?), 'hex') where kid = ?::uuid";
    rows.change(changed, bytes, kid);
  }

  private static String problem(String kid) {
    return ("The signing key %s is encrypted with neither of the secrets of this process: set the"
            + " secrets that the other processes use or, if no process can decrypt it, run `warren"
            + " keys withdraw %s`.")
        .formatted(kid, kid);
  }

  private static JsonNode readiness(TestService service, int status) throws Exception {
    var page = service.get("/health/ready");
    assertEquals(status, page.statusCode(), page.body());
    return JSON.readTree(page.body());
  }

  /** Waits until the only process has checked the keys at least twice. */
  private static void awaitHousekeeping(Rows rows) throws Exception {
    for (var i = 0; i < 3; i++) {
      rows.change(
          """
          insert into login_attempt (id, name_key, reserved_at)
          values (gen_random_uuid(), '', now() - interval '25 hours')
          """);
      Await.until("it is deleted", () -> rows.count("login_attempt where name_key = ''") == 0);
    }
  }

  private static List<String> warnings(LogCapture log, String kid) {
    return log.written(Level.WARN).stream().filter(line -> line.contains(kid)).toList();
  }

  private static void assertLoggedOnce(LogCapture log, String kid) {
    var warnings = warnings(log, kid);
    assertEquals(1, warnings.size(), warnings::toString);
    assertEquals(true, warnings.get(0).strip().endsWith(problem(kid)), warnings.get(0));
  }

  @Test
  void aKeyThatOnlyVerifiesPreventsNeitherStartNorLogins() throws Exception {
    String token;
    String first;
    try (var service = start()) {
      first = onlyKey(new Rows(service));
      service.account("ada");
      token = service.token("ada", TestService.PASSWORD);
    }
    var second = run("keys", "rotate").out().strip();
    try (var log = new LogCapture();
        var service = damagedAndStarted(first, 5)) {
      assertEquals(second, signing(service));
      assertEquals(true, isActive(service, token));
      awaitHousekeeping(new Rows(service));
      assertFalse(readiness(service, 200).has("reason"));
      assertLoggedOnce(log, first);
    }
  }

  private TestService damagedAndStarted(String kid, int bytes) throws Exception {
    damage(rows(), kid, bytes);
    return start();
  }

  /** The rows, while no process runs. */
  private Rows rows() {
    return new Rows(place);
  }

  @Test
  void aNextKeyPreventsNeitherStartNorLoginsAndRotateReplacesIt() throws Exception {
    String first;
    String next;
    try (var service = start()) {
      var rows = new Rows(service);
      first = onlyKey(rows);
      service.account("ada");
      rows.change("update signing_key set signs_from = now() - interval '29 days 23 hours 30 min'");
      Await.until("the next key is published", () -> rows.count("signing_key") == 2);
      next = rows.one(String.class, "select kid from signing_key where kid <> ?::uuid", first);
    }
    try (var log = new LogCapture();
        var service = damagedAndStarted(next, 100)) {
      assertEquals(first, signing(service));
      awaitHousekeeping(new Rows(service));
      assertFalse(readiness(service, 200).has("reason"));
      assertLoggedOnce(log, next);

      var created = run("keys", "rotate").out().strip();
      assertFalse(List.of(first, next).contains(created), created);
      assertEquals(created, signing(service));
      assertEquals(Stream.of(first, created).sorted().toList(), PublicKeySet.of(service).kids());
    }
  }

  @Test
  void theSigningKeyMakesTheProcessNotReadyUntilTheKeyIsWithdrawn() throws Exception {
    String first;
    String token;
    Map<String, String> refresh;
    try (var service = start()) {
      first = onlyKey(new Rows(service));
      service.account("ada");
      token = service.token("ada", TestService.PASSWORD);
      var session = service.client().call("RequestSession", ADA).data();
      refresh = Map.of("refresh_token", session.get("refresh_token").textValue());
    }
    try (var log = new LogCapture();
        var service = damagedAndStarted(first, 100)) {
      assertUnavailable(service, "RequestLoginToken", ADA);
      assertUnavailable(service, "RequestSession", ADA);
      assertUnavailable(service, "RequestTokenRefresh", refresh);
      assertEquals(true, isActive(service, token));
      assertNotReady(service, first);
      assertLoggedOnce(log, first);
      assertEquals(
          """
          Keys encrypted with WARREN_SECRET: 1, with WARREN_SECRET_PREVIOUS: 0, with neither: 1.
          Encrypted with neither: signing key %s
          Not all keys can be decrypted: set the secret that encrypts the signing keys above, or \
          withdraw each of them by `warren keys withdraw KID`.
          """
              .formatted(first),
          run("secret", "status").out());

      var withdrawal = run("keys", "withdraw", first);
      assertEquals(0, withdrawal.exit(), withdrawal::err);
      var second = withdrawal.out().strip();
      assertFalse(readiness(service, 200).has("reason"));
      assertEquals(second, signing(service));
      assertEquals(200, service.client().call("RequestTokenRefresh", refresh).status());
      assertEquals(false, isActive(service, token));
      assertEquals(0, run("secret", "status").exit());
    }
  }

  private static void assertUnavailable(
      TestService service, String operation, Map<String, String> body) throws Exception {
    var reply = service.client().call(operation, body);
    assertEquals(503, reply.status(), reply.body().toString());
    assertEquals("unavailable", reply.code());
    assertEquals(1000, reply.body().at("/error/retry_after_ms").longValue());
  }

  private static void assertNotReady(TestService service, String kid) throws Exception {
    var page = readiness(service, 503);
    assertEquals(problem(kid), page.get("reason").textValue());
    var status = service.client().call("RequestServiceStatus", Map.of()).data();
    assertFalse(status.has("reason"));
    for (var ready : List.of(page, status)) {
      assertEquals(false, ready.get("ready").booleanValue());
      assertEquals(true, ready.get("database").booleanValue());
      assertEquals(true, ready.get("broker").booleanValue());
    }
  }
}
