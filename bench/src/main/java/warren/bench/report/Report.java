package warren.bench.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The results, as JSON for programs, and as tables and a plot for people. */
public final class Report {
  private final Results results;

  public Report(Results results) {
    this.results = results;
  }

  /**
   * Writes {@code bench.json}, {@code bench.md} and, where rates were measured, {@code
   * latency.svg}.
   */
  public void writeTo(Path folder) throws IOException {
    Files.writeString(folder.resolve("bench.json"), json());
    Files.writeString(folder.resolve("bench.md"), markdown());
    var rates = results.of(Part.RATES);
    if (!rates.isEmpty()) {
      Files.writeString(folder.resolve("latency.svg"), new Plot(rates).svg());
    }
  }

  /** What is unknown is {@code "NaN"} there, as JSON has no such number. */
  String json() throws JsonProcessingException {
    return JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
        .build()
        .writeValueAsString(results);
  }

  /** For people. */
  public String markdown() {
    return results.machine() + "\n" + new Tables(results).all() + "\n" + disturbed() + failed();
  }

  private String disturbed() {
    var samples = results.samples();
    if (samples.stream().anyMatch(sample -> Double.isNaN(sample.usage().others()))) {
      return "Whether other programs disturbed can't be told: what the given servers used isn't known.\n";
    }
    return String.format(
        Locale.ROOT,
        "%d of %d measurements were disturbed by other programs (more than 6 %% of the processors); rows with one are marked *.\n",
        samples.stream().filter(Sample::disturbed).count(),
        samples.size());
  }

  private String failed() {
    var samples = results.samples();
    return String.format(
        Locale.ROOT,
        "%d of %d requests were not answered as they should be.\n",
        samples.stream().mapToLong(Sample::failed).sum(),
        samples.stream().mapToLong(Sample::sent).sum());
  }
}
