package warren.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code ./warren attack} with small floods; checks its table, not the latencies. */
final class AttackIT {
  private static final List<String> FLOODS =
      List.of("texts", "bodies", "replies", "connections", "creations", "logins", "overload");

  /** The cells of a row: the flood and its size, four times three latencies, and two counts. */
  private static final String ROW =
      "\\| \\w+ \\| [1-9]\\d* (\\| \\d+ / \\d+ / \\d+ ){4}\\| \\d+ \\| 0 \\|";

  @TempDir private Path to;

  @Test
  void everyFloodIsMeasuredAndEachLegitimateRequestGetsAReply() throws Exception {
    try (var run = BenchRun.start("attack", to, "--duration=24s", "--size=2")) {
      var started = run.awaitOutput("flood texts").descendants();
      assertEquals(0, run.exit(), run.output());
      var rows = run.output().lines().filter(line -> line.startsWith("| ")).skip(2).toList();
      assertEquals(FLOODS, rows.stream().map(row -> row.split(" ", -1)[1]).toList());
      rows.forEach(row -> assertTrue(row.matches(ROW), row));
      BenchRun.awaitEnd(started);
    }
  }

  @Test
  void anInterruptStopsAllProcesses() throws Exception {
    try (var run = BenchRun.start("attack", to, "--only=connections,texts", "--duration=10m")) {
      var started = run.awaitOutput("warming up").descendants();
      assertTrue(started.size() > 3, started::toString);
      run.interrupt();
      assertEquals(130, run.exit(), run.output());
      BenchRun.awaitEnd(started);
      assertFalse(run.output().contains("Exception"), run.output());
    }
  }
}
