package warren.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the whole benchmark with tiny sizes; checks that everything is measured, not the speed. */
final class BenchIT {
  /** The mix, and the operations that are not part of it. */
  private static final List<String> OPERATIONS =
      List.of("RequestTokenRefresh", "RequestAccountCreate", "Mix");

  private static final String[] TINY = {
    "--rounds=1",
    "--seconds=1",
    "--warm-up=1",
    "--windows=4",
    "--processes=2",
    "--small=200",
    "--large=400",
    "--memory-requests=200",
    "--subjects=" + String.join(",", OPERATIONS)
  };

  @TempDir private Path to;

  @Test
  void everyPartIsMeasuredAndNoRequestFails() throws Exception {
    try (var run = BenchRun.start(to, TINY)) {
      assertEquals(0, run.exit(), run.output());
      var report = Files.readString(to.resolve("bench.md"));
      assertTrue(run.output().contains(report), run.output());
      assertEquals(
          List.of(
              "Closed loop, requests in flight: 4",
              "Open loop at fixed rates",
              "Token checks during many logins",
              "Several service processes, requests in flight: 64",
              "Start and memory",
              "400 accounts and sessions compared with 200",
              "Reads of personal data with and without WARREN_AUDIT_READS",
              "Extrapolation to higher rates"),
          report.lines().filter(l -> l.startsWith("### ")).map(l -> l.substring(4)).toList());
      assertFalse(report.contains("NaN") || report.contains("Infinity"), report);
      assertSamples(new ObjectMapper().readTree(to.resolve("bench.json").toFile()));
      assertTrue(Files.readString(to.resolve("latency.svg")).contains("Mix p99"));
      assertEquals(
          List.of("echo.log", "large-1.log", "small-1.log", "small-2.log", "unrecorded-1.log"),
          names("logs"));
    }
  }

  private static void assertSamples(JsonNode results) {
    assertEquals(6 * 2, subjects(results, "rates").size());
    assertEquals(List.of("Echo", "RequestTokenStatus", "Mix"), subjects(results, "processes"));
    assertEquals(
        List.of("RequestTokenStatus", "RequestTokenStatus", "RequestLoginToken"),
        subjects(results, "storm"));
    assertEquals(
        Stream.concat(Stream.of("Echo"), OPERATIONS.stream()).toList(),
        subjects(results, "windows"));
    assertEquals(
        OPERATIONS.stream().flatMap(name -> Stream.of(name, name)).toList(),
        subjects(results, "sizes"));
    assertEquals(
        List.of(
            "RequestAccountData of others",
            "RequestAccountData of others",
            "RequestAllAccounts",
            "RequestAllAccounts"),
        subjects(results, "audit"));
    assertEquals(1, results.get("start_seconds").size());
    assertEquals(2, results.get("resident_mib_by_sessions").size());
    for (var sample : results.get("samples")) {
      assertEquals(0, sample.get("failed").intValue(), sample::toString);
      assertTrue(sample.get("sent").intValue() > 0, sample::toString);
      assertTrue(sample.at("/usage/broker").isNumber(), sample::toString);
      assertTrue(sample.at("/usage/database").isNumber(), sample::toString);
    }
    var busy = results.at("/samples/0/usage");
    assertTrue(busy.get("service").doubleValue() > 0, busy::toString);
    assertTrue(busy.get("broker").doubleValue() > 0, busy::toString);
  }

  private static List<String> subjects(JsonNode results, String part) {
    return StreamSupport.stream(results.get("samples").spliterator(), false)
        .filter(sample -> sample.get("part").textValue().equals(part))
        .map(sample -> sample.get("subject").textValue())
        .toList();
  }

  private List<String> names(String folder) throws Exception {
    try (var files = Files.list(to.resolve(folder))) {
      return List.copyOf(new TreeSet<>(files.map(file -> file.getFileName().toString()).toList()));
    }
  }

  @Test
  void anInterruptStopsAllProcesses() throws Exception {
    try (var run = BenchRun.start(to, "--parts=windows", "--windows=4", "--small=200")) {
      run.awaitOutput("warming up");
      var started = run.descendants();
      assertTrue(started.size() > 3, started::toString);
      run.interrupt();
      assertEquals(130, run.exit(), run.output());
      BenchRun.awaitEnd(started);
      assertFalse(run.output().contains("Exception"), run.output());
      assertFalse(Files.exists(to.resolve("bench.md")));
    }
  }

  @Test
  void aServiceThatDoesNotStartIsReportedWithItsLog() throws Exception {
    try (var run =
        BenchRun.start(to, "--parts=start", "--small=200", "--java-options=-XX:Nonsense")) {
      assertEquals(1, run.exit(), run.output());
      assertTrue(
          run.output()
              .contains(
                  """
                  A program to be measured did not start. The program has ended; its log %s ends with:
                  Unrecognized VM option 'Nonsense'
                  """
                      .formatted(to.resolve("logs/small-1.log"))),
          run.output());
    }
  }
}
