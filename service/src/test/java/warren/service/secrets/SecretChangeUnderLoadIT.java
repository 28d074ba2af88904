package warren.service.secrets;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.auth0.jwt.JWT;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import warren.local.FreePort;
import warren.service.cli.CommandRun;
import warren.service.support.Await;
import warren.service.support.HealthEndpoint;
import warren.service.support.Program;
import warren.service.support.TestServers;
import warren.service.support.TestService;

/**
 * The documented change of {@code WARREN_SECRET}, of two programs that serve requests meanwhile.
 */
class SecretChangeUnderLoadIT {
  private static final String OLD = "the old secret, of 32 characters";
  private static final String NEW = "the new secret, of 32 characters";

  private static final Map<String, String> BEFORE = Map.of("WARREN_SECRET", OLD);
  private static final Map<String, String> STEP_1 =
      Map.of("WARREN_SECRET", OLD, "WARREN_SECRET_PREVIOUS", NEW);
  private static final Map<String, String> STEP_2 =
      Map.of("WARREN_SECRET", NEW, "WARREN_SECRET_PREVIOUS", OLD);
  private static final Map<String, String> STEP_3 = Map.of("WARREN_SECRET", NEW);

  private final TestServers.Place place = TestServers.take();
  private final List<Integer> ports = List.of(FreePort.pick(), FreePort.pick());
  private final Map<Integer, Program> programs = new HashMap<>();
  private SessionLoad load;

  @BeforeEach
  void startInTheOldState() throws Exception {
    try (var service = TestService.start(place, settings(BEFORE))) {
      service.account("ada");
    }
    for (var port : ports) {
      start(port, BEFORE);
    }
    load = SessionLoad.start(place, ports.stream().map(HealthEndpoint::new).toList());
  }

  @AfterEach
  void stop() throws Exception {
    load.stop();
    for (var program : programs.values()) {
      program.close();
    }
  }

  private Map<String, String> settings(Map<String, String> secrets) {
    var settings = TestService.settings(place, secrets);
    settings.put("WARREN_CLEANUP_INTERVAL", "100ms");
    return settings;
  }

  private void start(int port, Map<String, String> secrets) throws Exception {
    var settings = settings(secrets);
    settings.put("WARREN_HEALTH_PORT", Integer.toString(port));
    var program = Program.start(settings, "serve");
    programs.put(port, program);
    program.awaitPrinted("Warren is ready.");
  }

  private void restart(int port, Map<String, String> secrets) throws Exception {
    try (var program = requireNonNull(programs.remove(port))) {
      program.terminate();
      assertEquals(143, program.exit());
    }
    start(port, secrets);
  }

  private CommandRun run(Map<String, String> secrets, String... arguments) {
    return CommandRun.of(settings(secrets), arguments);
  }

  /** Restarts the programs in turn. After each, a key of the newer settings signs in both. */
  private void step(Map<String, String> secrets) throws Exception {
    for (var port : ports) {
      restart(port, secrets);
      load.awaitRoundsInBoth();
      var rotation = run(secrets, "keys", "rotate");
      assertEquals(0, rotation.exit(), rotation::err);
      load.awaitRoundsInBoth();
      assertEquals(rotation.out().strip(), JWT.decode(load.latestToken()).getKeyId());
    }
  }

  @Test
  void everyRequestThroughBothProcessesSucceedsDuringAllSteps() throws Exception {
    load.awaitRoundsInBoth();
    step(STEP_1);
    step(STEP_2);
    Await.until("the old secret can be removed", () -> run(STEP_2, "secret", "status").exit() == 0);
    step(STEP_3);
    assertEquals(
        """
        Keys encrypted with WARREN_SECRET: 8, with WARREN_SECRET_PREVIOUS: 0, with neither: 0.
        WARREN_SECRET_PREVIOUS is not set.
        """,
        run(STEP_3, "secret", "status").out());
    load.assertAllSucceeded();
  }
}
