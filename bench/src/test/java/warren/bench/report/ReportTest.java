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

/** What people and programs are told of samples that are known. */
final class ReportTest {
  private static Results results(Sample... samples) {
    return new Results("A machine.", List.of(samples), List.of(), new TreeMap<>(), 1_000);
  }

  private static Sample window(String subject, int window, long answered, double limit) {
    return Samples.with(Samples.of(Part.WINDOWS, subject, window, "", answered), limit, 0, false);
  }

  private static void assertSays(String expected, Sample... samples) {
    var text = new Report(results(samples)).markdown();
    assertTrue(text.contains(expected), text);
  }

  @Test
  void windowsHaveATableEach() {
    assertSays(
        """
        A machine.

        ### 1 at a time

        |  | answers/s | share of the limit | p50 ms | p99 ms | p99.9 ms | service CPU µs/request | broker CPU µs/request | database CPU µs/request | client CPU µs/request | others' share of CPU, % | allocated KiB/request | GC ms/s |
        | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
        | Echo | 4,990 | – | 1.00 | 2.00 | 3.00 | 20 | 10 | 5 | 4 | 0.0 | 2.0 | 3.0 |
        | RequestLoginToken | 490 | 0.98 | 1.00 | 2.00 | 3.00 | 200 | 100 | 50 | 40 | 0.0 | 2.0 | 3.0 |

        The limit is the echo's rate in the same round; of what hashes passwords, Argon2's, here 500/s.

        ### 16 at a time

        """,
        window("Echo", 1, 9_980, 0),
        window("RequestLoginToken", 1, 980, 500),
        window("Echo", 16, 9_980, 0));
  }

  @Test
  void ofRoundsTheMedianIsTakenAndADisturbedOneIsMarked() {
    assertSays(
        "| Echo\\* | 500 |",
        window("Echo", 1, 980, 0),
        Samples.with(window("Echo", 1, 2, 0), 0, 0, true),
        window("Echo", 1, 1_000, 0),
        window("Echo", 1, 1_020, 0),
        window("Echo", 1, 1_040, 0));
    assertSays(
        "\n1 of 2 measurements were disturbed by other programs (more than 6 % of the processors); rows with one are marked *.\n",
        window("Echo", 1, 980, 0), Samples.with(window("Echo", 1, 2, 0), 0, 0, true));
  }

  @Test
  void whatFailedIsCounted() {
    assertSays(
        "\n3 of 2000 requests were not answered as they should be.\n",
        Samples.with(window("Echo", 1, 980, 0), 0, 2, false),
        Samples.with(window("Echo", 1, 980, 0), 0, 1, false));
  }

  @Test
  void whatGivenServersUseIsUnknown() {
    var sample = Samples.ofGiven(window("Mix", 1, 980, 1_000));
    assertSays(
        "| Mix | 490 | 0.49 | 1.00 | 2.00 | 3.00 | 200 | – | – | 40 | – | 2.0 | 3.0 |", sample);
    assertSays("| 1,000 | 0.2 | – | – | – |", sample);
    assertSays("Whether other programs disturbed can't be told", sample);
  }

  @Test
  void fixedRatesStandInTheirOrder() {
    assertSays(
        """
        |  | sent/s | p50 ms | p99 ms | p99.9 ms |
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
  void theStormTellsWhatItWas() {
    assertSays(
        """
        |  |  | answers/s | p50 ms | p99 ms | p99.9 ms |
        | --- | --- | --- | --- | --- | --- |
        | RequestTokenStatus | alone | 500 | 1.00 | 2.00 | 3.00 |
        | RequestTokenStatus | in it | 480 | 1.00 | 2.00 | 3.00 |

        Logins meanwhile: 50/s.
        """,
        Samples.of(Part.STORM, "RequestTokenStatus", 500, "alone", 1_000),
        Samples.of(Part.STORM, "RequestTokenStatus", 500, "in it", 960),
        Samples.of(Part.STORM, "RequestLoginToken", 16, "in it", 100));
  }

  @Test
  void processesStandSideBySide() {
    assertSays(
        """
        ### Several processes, 64 at a time

        |  | processes | answers/s | share of the echo's | service CPU µs/request | broker CPU µs/request | database CPU µs/request |
        | --- | --- | --- | --- | --- | --- | --- |
        | Mix | 1 | 490 | 0.49 | 200 | 100 | 50 |
        | Mix | 2 | 990 | 0.99 | 100 | 50 | 25 |
        """,
        Samples.with(Samples.of(Part.PROCESSES, "Mix", 64, "1", 980), 1_000, 0, false),
        Samples.with(Samples.of(Part.PROCESSES, "Mix", 64, "2", 1_980), 1_000, 0, false));
  }

  @Test
  void manyAccountsStandBesideFew() {
    assertSays(
        """
        ### 1,000,000 accounts and sessions beside 10,000

        |  | ms/request with few | ms/request with many | many by few |
        | --- | --- | --- | --- |
        | Mix | 16.00 | 20.00 | 1.25 |
        """,
        Samples.of(Part.SIZES, "Mix", 16, "1000000", 1_600),
        Samples.of(Part.SIZES, "Mix", 16, "10000", 2_000));
  }

  @Test
  void startsAndMemory() {
    var memory = new TreeMap<>(Map.of(10_000, 120.4, 1_000_000, 150.0));
    var results = new Results("M.", List.of(), List.of(1.5, 1.25, 9.0), memory, 1_000);
    assertEquals(
        """
        M.

        ### Start and memory

        Ready 1.50 s after the start of its process (1.50, 1.25, 9.00).
        With a heap of 128 MiB at most, after 1,000 requests:

        | sessions | resident MiB |
        | --- | --- |
        | 10,000 | 120 |
        | 1,000,000 | 150 |

        0 of 0 measurements were disturbed by other programs (more than 6 % of the processors); rows with one are marked *.
        0 of 0 requests were not answered as they should be.
        """,
        new Report(results).markdown());
  }

  @Test
  void whatMoreTakesIsComputedFromTheMixOfTheWidestWindow() {
    assertSays(
        """
        ### What more would take, computed on paper

        If each request of the mix cost what it has cost here, 16 at a time; no more than these processors was measured.

        | requests/s | service cores | broker cores | database cores | cores in all |
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
  void programsAreToldTheSame(@TempDir Path folder) throws Exception {
    var sample = Samples.ofGiven(window("Mix", 16, 980, 1_000));
    var report = new Report(results(sample));
    report.writeTo(folder);
    var json = new ObjectMapper().readTree(folder.resolve("bench.json").toFile());
    assertEquals("A machine.", json.get("machine").textValue());
    assertEquals(1_000, json.get("memory_requests").intValue());
    assertTrue(json.get("start_seconds").isEmpty());
    assertTrue(json.get("resident_mib_by_sessions").isEmpty());
    var told = json.get("samples").get(0);
    assertEquals("windows", told.get("part").textValue());
    assertEquals("Mix", told.get("subject").textValue());
    assertEquals(490, told.get("rate").doubleValue());
    assertEquals(1_000, told.get("sent").intValue());
    assertEquals(0.2, told.at("/usage/service").doubleValue());
    assertEquals("NaN", told.at("/usage/broker").textValue());
    assertEquals(report.markdown(), Files.readString(folder.resolve("bench.md")));
    assertFalse(Files.exists(folder.resolve("latency.svg")));
    assertEquals(
        Arrays.stream(Sample.class.getRecordComponents()).map(c -> c.getName()).toList(),
        told.properties().stream().map(Map.Entry::getKey).toList());
  }
}
