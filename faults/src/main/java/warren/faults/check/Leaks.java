package warren.faults.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import warren.faults.deployment.Deployment;
import warren.faults.deployment.Program;

/**
 * The resources that a deployment without requests occupies. Compares them after the faults with
 * those before the faults.
 */
public final class Leaks {
  /** Threads and sockets that a pool may use after its first requests. */
  private static final int TOLERANCE = 24;

  private static final long SETTLE_MS = 60_000;
  private static final long PAUSE_MS = 500;

  /** Columns of /proc/net/tcp. */
  private static final int LOCAL_ADDRESS = 1;

  private static final int STATE = 3;
  private static final String ESTABLISHED = "01";

  private Leaks() {}

  /** Counts threads, files, broker connections and database sessions. */
  public static Map<String, Integer> count(Deployment deployment)
      throws IOException, InterruptedException, SQLException {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (var program : deployment.programs()) {
      counts.put("threads of " + program.name(), entries(program, "task"));
      counts.put("open files of " + program.name(), entries(program, "fd"));
    }
    counts.put("connections to the brokers", connections(deployment));
    try (var connection = deployment.database().connect()) {
      counts.put(
          "sessions of the database",
          new Storage(connection)
              .number(
                  "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'"));
    }
    return counts;
  }

  private static int entries(Program program, String folder) throws IOException {
    try (var entries = Files.list(Path.of("/proc", Long.toString(program.pid()), folder))) {
      return (int) entries.count();
    }
  }

  /** Counts the established connections at the ports of the brokers. */
  private static int connections(Deployment deployment) throws IOException {
    var ports =
        deployment.cluster().nodes().stream().map(node -> ":%04X".formatted(node.port())).toList();
    try (var lines = Files.lines(Path.of("/proc/net/tcp"))) {
      return (int)
          lines
              .map(line -> line.strip().split("\\s+", -1))
              .filter(columns -> columns[STATE].equals(ESTABLISHED))
              .filter(columns -> ports.stream().anyMatch(columns[LOCAL_ADDRESS]::endsWith))
              .count();
    }
  }

  /** Waits up to a minute until no count exceeds the one before by more than a tolerance. */
  public static List<Violation> check(Deployment deployment, Map<String, Integer> before)
      throws IOException, InterruptedException, SQLException {
    var deadline = System.currentTimeMillis() + SETTLE_MS;
    while (true) {
      var violations = compare(before, count(deployment));
      if (violations.isEmpty() || System.currentTimeMillis() > deadline) {
        return violations;
      }
      Thread.sleep(PAUSE_MS);
    }
  }

  static List<Violation> compare(Map<String, Integer> before, Map<String, Integer> after) {
    List<Violation> violations = new ArrayList<>();
    after.forEach(
        (resource, count) -> {
          int former = before.getOrDefault(resource, 0);
          if (count > former + TOLERANCE) {
            violations.add(
                Violation.wrong(
                    "%d %s after the faults, %d before".formatted(count, resource, former), -1));
          }
        });
    return violations;
  }
}
