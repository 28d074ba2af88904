package warren.bench.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Writes the results as JSON, as tables in Markdown and as a plot. */
public final class Report {
  private final Results results;

  public Report(Results results) {
    this.results = results;
  }

  /**
   * Writes {@code bench.json}, {@code bench.md} and, if rates were measured, {@code latency.svg}.
   */
  public void writeTo(Path folder) throws IOException {
    Files.writeString(folder.resolve("bench.json"), json());
    Files.writeString(folder.resolve("bench.md"), markdown());
    var rates = results.of(Part.RATES);
    if (!rates.isEmpty()) {
      Files.writeString(folder.resolve("latency.svg"), new Plot(rates).svg());
    }
  }

  /** Returns JSON; unknown values are the string {@code "NaN"}, because JSON has no such number. */
  String json() throws JsonProcessingException {
    return JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
        .build()
        .writeValueAsString(results);
  }

  /** Returns the machine, the tables, and the numbers of disturbed measurements and failures. */
  public String markdown() {
    return results.machine() + "\n" + new Tables(results).all() + "\n" + disturbed() + failed();
  }

  private String disturbed() {
    var samples = results.samples();
    if (samples.stream().anyMatch(sample -> Double.isNaN(sample.usage().otherProcesses()))) {
      return "Disturbance by other processes is unknown: the CPU use of external servers is not measured.\n";
    }
    return String.format(
        Locale.ROOT,
        "%d of %d measurements were disturbed: other processes used more than 6 %% of the CPU time. Rows with a disturbed measurement are marked \\*.\n",
        samples.stream().filter(Sample::disturbed).count(),
        samples.size());
  }

  private String failed() {
    var samples = results.samples();
    return String.format(
        Locale.ROOT,
        "%d of %d requests failed.\n",
        samples.stream().mapToLong(Sample::failed).sum(),
        samples.stream().mapToLong(Sample::sent).sum());
  }
}
