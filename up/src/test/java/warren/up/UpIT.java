package warren.up;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import warren.local.FreePort;

/** Consecutive runs of {@code up} on one data folder. */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
final class UpIT {
  private final String amqpPort = Integer.toString(FreePort.pick());
  private final String healthPort = Integer.toString(FreePort.pick());
  private Path folder;
  private Launched up;
  private String password;

  @BeforeAll
  void start(@TempDir Path parent) throws Exception {
    folder = parent.resolve("warren data");
    up = launch().awaitUp();
    password = up.shown("password");
  }

  @AfterAll
  void end() throws Exception {
    up.close();
  }

  @Test
  @Order(1)
  void theOutputNamesAddressesFilesAndTheAdministrator() throws Exception {
    assertEquals("amqp://guest:guest@127.0.0.1:" + amqpPort, up.shown("AMQP"));
    assertEquals("http://127.0.0.1:" + healthPort + "/health/ready", up.shown("health"));
    assertTrue(up.out().contains("  data           " + folder.toRealPath() + "\n"), up.out());
    assertEquals("admin", up.shown("administrator"));
    var settings = folder.toRealPath().resolve("settings.env");
    assertTrue(up.out().contains("  settings       " + settings + "\n"), up.out());
    assertEquals(
        PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(settings));
    assertTrue(
        up.out()
            .contains(
                "Try in another shell: WARREN_AMQP_URI="
                    + up.shown("AMQP")
                    + " ./warren login admin\n"),
        up.out());
  }

  @Test
  @Order(2)
  void theServiceIsReadyAndTheAdministratorCanLogIn() throws Exception {
    assertEquals(200, health());
    assertEquals(0, login());
    assertEquals(200, Http.get(up.shown("HTTP")));
  }

  @Test
  @Order(3)
  void aSecondUpOnTheSameFolderIsRefusedAndTheFirstContinues() throws Exception {
    try (Launched second = launch()) {
      assertEquals(1, second.exit());
      assertEquals(
          "The data folder %s is in use by another warren up (process %d).\n"
              .formatted(folder.toRealPath(), up.pid()),
          second.err());
    }
    assertEquals(200, health());
    assertEquals(0, login());
  }

  @Test
  @Order(4)
  void sigtermStopsAllServers() throws Exception {
    endsBy("TERM");
  }

  @Test
  @Order(5)
  void aSecondStartFindsTheDataAndShowsNoPassword() throws Exception {
    up = launch().awaitUp();

    assertFalse(up.out().contains("password"), up.out());
    assertEquals("admin", up.shown("administrator"));
    assertEquals(0, login());
  }

  @Test
  @Order(6)
  void theEndOfAServerIsReportedAndStopsTheOthers() throws Exception {
    List<ProcessHandle> servers = up.descendants();
    servers.stream()
        .filter(server -> server.info().command().orElse("").endsWith("/beam.smp"))
        .forEach(ProcessHandle::destroyForcibly);

    assertEquals(1, up.exit());
    assertTrue(up.err().contains("broker has ended by itself"), up.err());
    Launched.awaitEnd(servers);
  }

  @Test
  @Order(7)
  void afterAKillTheServersStopByThemselvesAndAllDataIsRetained() throws Exception {
    up = launch().awaitUp();
    List<ProcessHandle> servers = up.descendants();
    up.signal("KILL");
    assertNotEquals(0, up.exit());

    Launched.awaitEnd(servers);

    up = launch().awaitUp();

    assertEquals(200, health());
    assertEquals(0, login());
  }

  @Test
  @Order(8)
  void ctrlCStopsAllServers() throws Exception {
    endsBy("INT");
  }

  @Test
  @Order(9)
  void aSignalDuringTheStartStopsAllServers() throws Exception {
    up = launch();
    Path record = folder.resolve("broker/broker.pid");
    up.await("the broker is starting", () -> record.toFile().length() > 0);

    endsBy("TERM");
    assertFalse(up.out().contains("Warren is up."), up.out());
  }

  private void endsBy(String signal) throws Exception {
    List<ProcessHandle> servers = up.descendants();
    assertFalse(servers.isEmpty());

    up.signal(signal);

    assertEquals(0, up.exit(), up.err());
    assertTrue(up.err().endsWith("stopping…\nstopped.\n"), up.err());
    Launched.awaitEnd(servers);
    assertFalse(Files.exists(folder.resolve("settings.env")));
  }

  /** The next run. */
  private Launched launch() throws Exception {
    return Launched.start(
        "up",
        "--data",
        folder.toString(),
        "--amqp-port",
        amqpPort,
        "--health-port",
        healthPort,
        "--http-port",
        "0");
  }

  private int health() throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + healthPort + "/health/ready"))
            .timeout(Duration.ofSeconds(10))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
  }

  private int login() throws Exception {
    var where = Map.of("WARREN_AMQP_URI", "amqp://guest:guest@127.0.0.1:" + amqpPort);
    try (Launched login = Launched.start(where, "login", "admin").type(password)) {
      return login.exit();
    }
  }
}
