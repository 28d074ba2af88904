package warren.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reports of known samples. */
final class ReportTest {
  private static Results results(Sample... samples) {
    return new Results("A machine.", List.of(samples), List.of(), new TreeMap<>(), 1_000);
  }

  private static Sample window(String subject, int window, long replies, double limit) {
    return Samples.with(Samples.of(Part.WINDOWS, subject, window, "", replies), limit, 0, false);
  }

  private static void assertContains(String expected, Sample... samples) {
    var text = new Report(results(samples)).markdown();
    assertTrue(text.contains(expected), text);
  }

  @Test
  void eachWindowHasATable() {
    assertContains(
        """
        A machine.

        ### Closed loop, requests in flight: 1

        | operation | replies/s | share of the limit | p50 ms | p99 ms | p99.9 ms | service CPU µs/request | broker CPU µs/request | database CPU µs/request | client CPU µs/request | CPU of other processes, % | allocated KiB/request | GC ms/s |
        | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
        | Echo | 4,990 | – | 1.00 | 2.00 | 3.00 | 20 | 10 | 5 | 4 | 0.0 | 2.0 | 3.0 |
        | RequestLoginToken | 490 | 0.98 | 1.00 | 2.00 | 3.00 | 200 | 100 | 50 | 40 | 0.0 | 2.0 | 3.0 |

        The limit is the echo's rate in the same round; for operations that hash passwords it is Argon2's rate (500/s).

        ### Closed loop, requests in flight: 16

        """,
        window("Echo", 1, 9_980, 0),
        window("RequestLoginToken", 1, 980, 500),
        window("Echo", 16, 9_980, 0));
  }

  @Test
  void aRowShowsTheMedianOfItsRoundsAndMarksDisturbance() {
    assertContains(
        "| Echo\\* | 500 |",
        window("Echo", 1, 980, 0),
        Samples.with(window("Echo", 1, 2, 0), 0, 0, true),
        window("Echo", 1, 1_000, 0),
        window("Echo", 1, 1_020, 0),
        window("Echo", 1, 1_040, 0));
    assertContains(
        "\n1 of 2 measurements were disturbed: other processes used more than 6 % of the CPU time. Rows with a disturbed measurement are marked \\*.\n",
        window("Echo", 1, 980, 0), Samples.with(window("Echo", 1, 2, 0), 0, 0, true));
  }

  @Test
  void failedRequestsAreCounted() {
    assertContains(
        "\n3 of 2000 requests failed.\n",
        Samples.with(window("Echo", 1, 980, 0), 0, 2, false),
        Samples.with(window("Echo", 1, 980, 0), 0, 1, false));
  }

  @Test
  void theCpuUseOfExternalServersIsUnknown() {
    var sample = Samples.onExternalServers(window("Mix", 1, 980, 1_000));
    assertContains(
        "| Mix | 490 | 0.49 | 1.00 | 2.00 | 3.00 | 200 | – | – | 40 | – | 2.0 | 3.0 |", sample);
    assertContains("| 1,000 | 0.2 | – | – | – |", sample);
    assertContains("Disturbance by other processes is unknown", sample);
  }

  @Test
  void fixedRatesHaveARowForEachSubjectAndRate() {
    assertContains(
        """
        | operation | requests sent/s | p50 ms | p99 ms | p99.9 ms |
        | --- | --- | --- | --- | --- |
        | A | 500 | 2.00 | 20.00 | 20.00 |
        | A | 1,000 | 3.00 | 30.00 | 30.00 |
        | B | 100 | 4.00 | 40.00 | 40.00 |
        """,
        Samples.rate("A", 500, 1, 10),
        Samples.rate("A", 1_000, 3, 30),
        Samples.rate("A", 500, 3, 30),
        Samples.rate("B", 100, 4, 40));
  }

  @Test
  void theStormTableShowsBothConditions() {
    assertContains(
        """
        | operation | condition | replies/s | p50 ms | p99 ms | p99.9 ms |
        | --- | --- | --- | --- | --- | --- |
        | RequestTokenStatus | without logins | 500 | 1.00 | 2.00 | 3.00 |
        | RequestTokenStatus | with logins | 480 | 1.00 | 2.00 | 3.00 |

        Logins during the measurement: 50/s.
        """,
        Samples.of(Part.STORM, "RequestTokenStatus", 500, "without logins", 1_000),
        Samples.of(Part.STORM, "RequestTokenStatus", 500, "with logins", 960),
        Samples.of(Part.STORM, "RequestLoginToken", 16, "with logins", 100));
  }

  @Test
  void eachNumberOfProcessesHasARow() {
    assertContains(
        """
        ### Several service processes, requests in flight: 64

        | operation | service processes | replies/s | share of the echo's rate | service CPU µs/request | broker CPU µs/request | database CPU µs/request |
        | --- | --- | --- | --- | --- | --- | --- |
        | Mix | 1 | 490 | 0.49 | 200 | 100 | 50 |
        | Mix | 2 | 990 | 0.99 | 100 | 50 | 25 |
        """,
        Samples.with(Samples.of(Part.PROCESSES, "Mix", 64, "1", 980), 1_000, 0, false),
        Samples.with(Samples.of(Part.PROCESSES, "Mix", 64, "2", 1_980), 1_000, 0, false));
  }

  @Test
  void manyAccountsAreComparedWithFew() {
    assertContains(
        """
        ### 1,000,000 accounts and sessions compared with 10,000

        | operation | ms/request, 10,000 accounts | ms/request, 1,000,000 accounts | ratio |
        | --- | --- | --- | --- |
        | Mix | 16.00 | 20.00 | 1.25 |
        """,
        Samples.of(Part.SIZES, "Mix", 16, "1000000", 1_600),
        Samples.of(Part.SIZES, "Mix", 16, "10000", 2_000));
  }

  @Test
  void recordedReadsAreComparedWithUnrecordedOnes() {
    assertContains(
        """
        ### Reads of personal data with and without WARREN_AUDIT_READS

        | operation | ms/request, not recorded | ms/request, recorded | ratio |
        | --- | --- | --- | --- |
        | RequestAllAccounts | 16.00 | 20.00 | 1.25 |
        """,
        Samples.of(Part.AUDIT, "RequestAllAccounts", 16, "off", 2_000),
        Samples.of(Part.AUDIT, "RequestAllAccounts", 16, "on", 1_600));
  }

  @Test
  void theStartTimeIsAMedianAndMemoryIsShownForEachSize() {
    var memory = new TreeMap<>(Map.of(10_000, 120.4, 1_000_000, 150.0));
    var results = new Results("M.", List.of(), List.of(1.5, 1.25, 9.0), memory, 1_000);
    assertEquals(
        """
        M.

        ### Start and memory

        Time from process start to ready: 1.50 s (median of 1.50, 1.25, 9.00).

        Resident memory after 1,000 requests, with a maximum heap of 128 MiB:

        | sessions | resident MiB |
        | --- | --- |
        | 10,000 | 120 |
        | 1,000,000 | 150 |

        0 of 0 measurements were disturbed: other processes used more than 6 % of the CPU time. Rows with a disturbed measurement are marked \\*.
        0 of 0 requests failed.
        """,
        new Report(results).markdown());
  }

  @Test
  void theExtrapolationUsesTheMixOfTheLargestWindow() {
    assertContains(
        """
        ### Extrapolation to higher rates

        Computed, not measured: each request of the mix is assumed to cost as much CPU time as above with 16 requests in flight.

        | requests/s | service cores | broker cores | database cores | total cores |
        | --- | --- | --- | --- | --- |
        | 1,000 | 0.2 | 0.1 | 0.1 | 0.4 |
        | 10,000 | 2.0 | 1.0 | 0.5 | 3.5 |
        | 100,000 | 20.0 | 10.0 | 5.0 | 35.0 |
        """,
        window("Mix", 1, 80, 0),
        window("Mix", 16, 980, 0),
        window("RequestUsername", 64, 80, 0));
  }

  @Test
  void theJsonContainsTheSameValues(@TempDir Path folder) throws Exception {
    var sample = Samples.onExternalServers(window("Mix", 16, 980, 1_000));
    var report = new Report(results(sample));
    report.writeTo(folder);
    var json = new ObjectMapper().readTree(folder.resolve("bench.json").toFile());
    assertEquals("A machine.", json.get("machine").textValue());
    assertEquals(1_000, json.get("memory_requests").intValue());
    assertTrue(json.get("start_seconds").isEmpty());
    assertTrue(json.get("resident_mib_by_sessions").isEmpty());
    var first = json.get("samples").get(0);
    assertEquals("windows", first.get("part").textValue());
    assertEquals("Mix", first.get("subject").textValue());
    assertEquals(490, first.get("rate").doubleValue());
    assertEquals(1_000, first.get("sent").intValue());
    assertEquals(0.2, first.at("/usage/service").doubleValue());
    assertEquals("NaN", first.at("/usage/broker").textValue());
    assertEquals(report.markdown(), Files.readString(folder.resolve("bench.md")));
    assertFalse(Files.exists(folder.resolve("latency.svg")));
    assertEquals(
        Arrays.stream(Sample.class.getRecordComponents()).map(c -> c.getName()).toList(),
        first.properties().stream().map(Map.Entry::getKey).toList());
  }
}
