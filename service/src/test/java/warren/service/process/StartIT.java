package warren.service.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import warren.local.FreePort;
import warren.service.Service;
import warren.service.config.Settings;
import warren.service.support.Rows;
import warren.service.support.TcpProxy;
import warren.service.support.TestServers;
import warren.service.support.TestServers.Place;
import warren.service.support.TestService;
import warren.settings.StartException;

/** Requirements of a service at its start, and the sentence that reports a missing one. */
class StartIT {
  private static final Place PLACE = TestServers.take();
  private static final int AMQP_PORT = URI.create(PLACE.amqpUri()).getPort();

  /** Longer than each of these tests, unless the start waits for this timeout. */
  private static final String LONG = "1m";

  private static final Duration AT_ONCE = Duration.ofSeconds(20);

  private static void assertFails(String sentence, Place place, Map<String, String> overriding) {
    var settings = Settings.of(TestService.settings(place, overriding));
    var start = System.nanoTime();

    var failure = assertThrows(StartException.class, () -> Service.start(settings).close());

    assertEquals(sentence, failure.getMessage());
    assertTrue(System.nanoTime() - start < AT_ONCE.toNanos(), "it waited");
  }

  @Test
  void aWrongBrokerPasswordIsReportedImmediately() {
    assertFails(
        "The broker at 127.0.0.1:%d rejected the login of guest: the user or the password in WARREN_AMQP_URI is wrong."
            .formatted(AMQP_PORT),
        PLACE,
        Map.of(
            "WARREN_AMQP_URI",
            PLACE.amqpUri().replace("guest:guest", "guest:guess"),
            "WARREN_START_TIMEOUT",
            LONG));
  }

  @Test
  void aMissingVhostIsReported() {
    assertFails(
        "No connection to the broker at 127.0.0.1:%d within 500 ms: NOT_ALLOWED - vhost nowhere not found."
            .formatted(AMQP_PORT),
        PLACE,
        Map.of(
            "WARREN_AMQP_URI",
            "amqp://guest:guest@127.0.0.1:" + AMQP_PORT + "/nowhere",
            "WARREN_START_TIMEOUT",
            "500ms"));
  }

  @Test
  void anUnreachableBrokerIsReported() {
    var port = FreePort.pick();
    assertFails(
        "No connection to the broker at 127.0.0.1:"
            + port
            + " within 500 ms: ConnectException: Connection refused.",
        PLACE,
        Map.of(
            "WARREN_AMQP_URI",
            "amqp://guest:guest@127.0.0.1:" + port,
            "WARREN_START_TIMEOUT",
            "500ms"));
  }

  @Test
  void aBrokerThatClosesTheConnectionIsReported() throws Exception {
    try (var proxy = new TcpProxy(PLACE.amqpUri())) {
      proxy.refuse(true);
      assertFails(
          "No connection to the broker at 127.0.0.1:%d within 500 ms: it closed the connection."
              .formatted(proxy.port()),
          PLACE,
          Map.of("WARREN_AMQP_URI", proxy.uri(), "WARREN_START_TIMEOUT", "500ms"));
    }
  }

  @Test
  void anUnreachableDatabaseIsReported() {
    var port = FreePort.pick();
    assertFails(
        "No connection to the database at jdbc:postgresql://127.0.0.1:%d/warren within 1 s: Connection to 127.0.0.1:%d refused. Check that the hostname and port are correct and that the postmaster is accepting TCP/IP connections."
            .formatted(port, port),
        PLACE,
        Map.of(
            "WARREN_DB_URL", "jdbc:postgresql://127.0.0.1:" + port + "/warren?sslkey=hidden",
            "WARREN_DB_TIMEOUT", "500ms",
            "WARREN_START_TIMEOUT", "1s"));
  }

  @Test
  void aWrongDatabasePasswordIsReported() {
    assertFails(
        "No connection to the database at %s within 1 s: FATAL: password authentication failed for user \"warren\"."
            .formatted(PLACE.dbUrl()),
        PLACE,
        Map.of(
            "WARREN_DB_PASSWORD", "guess",
            "WARREN_DB_TIMEOUT", "500ms",
            "WARREN_START_TIMEOUT", "1s"));
  }

  @Test
  void aMissingMigrationIsReported() {
    assertFails(
        "The database's schema is not up to date: run `warren migrate` first.",
        TestServers.takeUnmigrated(),
        Map.of("WARREN_START_TIMEOUT", LONG));
  }

  @Test
  void aSecretThatDoesNotDecryptTheKeysIsReported() throws Exception {
    var place = TestServers.take();
    TestService.start(place, Map.of()).close();

    assertFails(
        "WARREN_SECRET is not the secret with which the signing keys in the database are encrypted:"
            + " set the secret that the other processes use.",
        place,
        Map.of("WARREN_SECRET", "another-secret-another-secret-xyz", "WARREN_START_TIMEOUT", LONG));
  }

  @Test
  void aUsedHealthPortIsReported() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertFails(
          "Cannot serve health and metrics on 127.0.0.1:"
              + taken.getLocalPort()
              + ": Address already in use. WARREN_HEALTH_PORT sets another port.",
          PLACE,
          Map.of("WARREN_HEALTH_PORT", Integer.toString(taken.getLocalPort())));
    }
  }

  @Test
  void aFailedStartCreatesNoAdministratorWithAnUnseenPassword() throws Exception {
    var place = TestServers.take();
    var generated = Map.of("WARREN_ADMIN_PASSWORD", "");
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      for (var wrong :
          Map.of(
                  "WARREN_HEALTH_PORT",
                  Integer.toString(taken.getLocalPort()),
                  "WARREN_AMQP_URI",
                  "amqp://guest:guess@127.0.0.1:" + AMQP_PORT)
              .entrySet()) {
        var settings = new HashMap<>(TestService.settings(place, generated));
        settings.put(wrong.getKey(), wrong.getValue());
        assertThrows(StartException.class, () -> Service.start(Settings.of(settings)).close());
      }
    }
    try (var service = TestService.start(place, generated)) {
      var first = service.service().firstAdministrator().orElseThrow();
      assertEquals(1, new Rows(service).count("account"));
      assertFalse(service.token("admin", first.password().reveal()).isEmpty());
    }
  }

  @Test
  void concurrentStartsOnAnEmptyDatabaseCreateOneAdministratorAndOneKey() throws Exception {
    var place = TestServers.take();
    var settings = Settings.of(TestService.settings(place, Map.of("WARREN_ADMIN_PASSWORD", "")));
    var one = CompletableFuture.supplyAsync(() -> Service.start(settings));
    var other = CompletableFuture.supplyAsync(() -> Service.start(settings));
    try (var first = one.join();
        var second = other.join()) {
      var made =
          Stream.of(first, second)
              .flatMap(service -> service.firstAdministrator().stream())
              .toList();
      assertEquals(1, made.size());

      try (var third = TestService.start(place, Map.of())) {
        var token = third.token("admin", made.get(0).password().reveal());
        var account = third.client().call("RequestAccountData", Map.of(), token).data();
        assertEquals("admin", account.get("role").textValue());
        assertEquals(List.of(1, 1), rows(third));
      }
    }
  }

  private static List<Integer> rows(TestService service) {
    return service
        .database()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select count(*) from account union all select count(*) from signing_key")
                    .mapTo(Integer.class)
                    .list());
  }
}
