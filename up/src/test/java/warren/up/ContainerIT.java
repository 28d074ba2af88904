package warren.up;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import warren.local.DataFolder;
import warren.local.FreePort;
import warren.local.LocalServers;

/**
 * Commands in the environment of a hardened container: the root is read-only, {@code /tmp} does not
 * permit execution, and the user has no capabilities.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class ContainerIT {
  private static final String PASSWORD = "quite-a-long-administrators-word";
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

  /** Runs the launcher, which is reachable for every user below {@code /mnt}. */
  private static final String RESTRICT =
      """
      set -e
      mount --make-rprivate /
      mount --bind "$0" /mnt
      mount -t tmpfs -o noexec,nosuid,mode=1777 tmpfs /tmp
      mount -o remount,bind,ro /mnt
      mount -o remount,bind,ro /
      cd /
      export HOME=/nonexistent
      ! touch /mnt/written /written 2>/dev/null
      if [ "$1" = root ]; then
        set -- setpriv --reuid=65534 --regid=65534 --clear-groups --inh-caps=-all --bounding-set=-all --no-new-privs /mnt/warren "${@:2}"
      else
        set -- setpriv --inh-caps=-all --bounding-set=-all --no-new-privs /mnt/warren "${@:2}"
      fi
      exec "$@"
      """;

  private DataFolder folder;
  private LocalServers servers;
  private Map<String, String> settings;

  @BeforeAll
  void startServers() throws Exception {
    folder = DataFolder.temporary();
    servers = LocalServers.start(folder, 0, List.of());
    Up.prepare(servers.postgres());
    settings = new HashMap<>(ServiceSettings.forServers(folder, servers, Up.DATABASE));
    settings.put("WARREN_ADMIN_PASSWORD", PASSWORD);
    settings.put("WARREN_HEALTH_PORT", Integer.toString(FreePort.pick()));
    settings.put("WARREN_HTTP_PORT", Integer.toString(FreePort.pick()));
  }

  @AfterAll
  void stopServers() {
    try {
      servers.close();
    } finally {
      folder.close();
    }
  }

  private Launched restricted(Map<String, String> further, String command) throws Exception {
    var isRoot = (int) Files.getAttribute(folder.path(), "unix:uid") == 0;
    List<String> unshare = new ArrayList<>(List.of("unshare", "--mount"));
    if (!isRoot) {
      unshare.add("--map-root-user");
    }
    unshare.addAll(
        List.of("bash", "-c", RESTRICT, HOME.toString(), isRoot ? "root" : "user", command));
    var all = new HashMap<>(settings);
    all.putAll(further);
    return Launched.program(folder.path(), all, unshare);
  }

  private void awaitReady(Launched command, String setting, String path) throws Exception {
    var url = "http://127.0.0.1:" + settings.get(setting) + path;
    command.await("it is ready", () -> isReady(url));
  }

  private static boolean isReady(String url) {
    try {
      return Http.get(url) == 200;
    } catch (Exception notYet) {
      return false;
    }
  }

  private static void stop(Launched command) throws Exception {
    command.signal("TERM");
    // ended by the signal, in order
    assertEquals(128 + 15, command.exit(), command::output);
  }

  @Test
  void theServiceAndTheGatewayServeALogin() throws Exception {
    try (var service = restricted(Map.of(), "serve");
        var gateway = restricted(Map.of(), "gateway")) {
      awaitReady(service, "WARREN_HEALTH_PORT", "/health/ready");
      awaitReady(gateway, "WARREN_HTTP_PORT", "/docs");
      var there = Map.of("WARREN_AMQP_URI", settings.get("WARREN_AMQP_URI"));
      try (var login = Launched.start(there, "login", "admin").type(PASSWORD)) {
        assertEquals(0, login.exit(), login::output);
      }
      assertEquals("CapBnd: 0000000000000000", status(service, "CapBnd"));
      assertEquals("NoNewPrivs: 1", status(service, "NoNewPrivs"));
      stop(gateway);
      stop(service);
    }
  }

  /** A line of the process's status in the form {@code NAME: VALUE}. */
  private static String status(Launched process, String name) throws Exception {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith(name + ":"))
        .findFirst()
        .orElseThrow()
        .replaceAll("\\s+", " ");
  }

  @Test
  void aFolderThatDoesNotPermitExecutionIsNamedInOneSentence() throws Exception {
    try (var service = restricted(Map.of("WARREN_NATIVE_DIR", "/tmp"), "check-config")) {
      assertEquals(1, service.exit(), service::output);
      var sentence =
          "The native library jnidispatch of JNA cannot be loaded: /tmp/\\S+: .*failed to map segment from shared object.*\\."
              + " Name a writable folder, on a file system that permits execution, in WARREN_NATIVE_DIR\\.\n";
      assertTrue(service.err().matches(sentence), service::output);
    }
  }

  @Test
  void librariesAreUnpackedIntoTheConfiguredFolder(@TempDir Path natives) throws Exception {
    var configured = new HashMap<>(settings);
    configured.put("WARREN_NATIVE_DIR", natives.toString());
    try (var service = Launched.start(configured, "serve")) {
      awaitReady(service, "WARREN_HEALTH_PORT", "/health/ready");
      var mapped = Files.readString(Path.of("/proc/" + service.pid() + "/maps"));
      assertEquals(
          2,
          mapped
              .lines()
              .filter(line -> line.contains(" r-xp ") && line.contains(natives.toString()))
              .count(),
          mapped);
      stop(service);
    }
  }
}
