package warren.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import warren.bench.Measurements.Plan;

/** The results, as JSON for programs, and as tables and a plot for people. */
final class Report {
  private final List<Sample> samples;
  private final List<Double> starts;
  private final Map<Integer, Double> memory;
  private final Plan plan;

  private Report(
      List<Sample> samples, List<Double> starts, Map<Integer, Double> memory, Plan plan) {
    this.samples = samples;
    this.starts = starts;
    this.memory = memory;
    this.plan = plan;
  }

  static Report of(Measurements measurements, Plan plan) {
    return new Report(measurements.samples(), measurements.starts(), measurements.memory(), plan);
  }

  /**
   * Writes {@code bench.json}, {@code bench.md} and, where rates were measured, {@code
   * latency.svg}.
   */
  void writeTo(Path folder) throws IOException {
    var all =
        Map.of(
            "machine", Machine.described(),
            "samples", samples,
            "start_seconds", starts,
            "resident_mib_by_sessions", memory);
    Files.write(
        folder.resolve("bench.json"),
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(all));
    Files.writeString(folder.resolve("bench.md"), markdown());
    var rates = part(Measurements.RATES);
    if (!rates.isEmpty()) {
      Files.writeString(folder.resolve("latency.svg"), new Plot(rates).svg());
    }
    System.out.println(markdown());
    System.out.println("Written to " + folder + ".");
  }

  private String markdown() {
    var text = new StringBuilder();
    text.append(Machine.described()).append("\n");
    for (var window : new TreeSet<>(of(part(Measurements.WINDOWS), Sample::load))) {
      windows(text, window);
    }
    storm(text);
    start(text);
    sizes(text);
    processes(text);
    rates(text);
    var disturbed = samples.stream().filter(Sample::disturbed).count();
    text.append(
        "\n%d of %d measurements were disturbed by other programs (more than 6 %% of the processors)%s.\n"
            .formatted(disturbed, samples.size(), disturbed == 0 ? "" : ", marked *"));
    var failed = samples.stream().mapToLong(Sample::failed).sum();
    text.append(
        "%d of %d requests were not answered as they should be.\n"
            .formatted(failed, samples.stream().mapToLong(Sample::answered).sum()));
    return text.toString();
  }

  private void windows(StringBuilder text, int window) {
    var part = part(Measurements.WINDOWS).stream().filter(s -> s.load() == window).toList();
    text.append(
        """

        ### %d at a time

        | | answers/s | of the limit | p50 ms | p99 ms | p99.9 ms | CPU s per 10 000: service | broker | database | client | KiB allocated each | GC ms per s |
        |---|---|---|---|---|---|---|---|---|---|---|---|
        """
            .formatted(window));
    for (var subject : subjects(part)) {
      var all = part.stream().filter(s -> s.subject().equals(subject)).toList();
      text.append(
          "| %s%s | %,.0f | %s | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %.1f | %.1f |\n"
              .formatted(
                  subject,
                  mark(all),
                  median(all, Sample::rate),
                  all.get(0).limit() == 0 ? "" : "%.2f".formatted(median(all, Sample::ratio)),
                  median(all, Sample::p50),
                  median(all, Sample::p99),
                  median(all, Sample::p999),
                  median(all, s -> s.per10k(s.usage().service())),
                  median(all, s -> s.per10k(s.usage().broker())),
                  median(all, s -> s.per10k(s.usage().database())),
                  median(all, s -> s.per10k(s.usage().client())),
                  median(all, s -> s.usage().allocatedBytes() / 1024.0 / s.answered()),
                  median(all, s -> s.usage().collectionMs() / (s.answered() / s.rate()))));
    }
    text.append(
        "\nThe limit is the echo's rate of the same round; of what hashes passwords, Argon2's: ");
    var argon2 = part.stream().filter(s -> Subjects.hashes(s.subject())).toList();
    text.append(
        argon2.isEmpty()
            ? "not measured.\n"
            : "%.0f a second.\n".formatted(median(argon2, Sample::limit)));
  }

  private void storm(StringBuilder text) {
    var part = part(Measurements.STORM);
    if (part.isEmpty()) {
      return;
    }
    text.append(
        """

        ### While everybody logs in

        | %s at %d/s | p50 ms | p99 ms | p99.9 ms |
        |---|---|---|---|
        """
            .formatted(part.get(0).subject(), part.get(0).load()));
    for (var place : places(part)) {
      var all = part.stream().filter(s -> s.place().equals(place)).toList();
      text.append(
          "| %s%s | %.2f | %.2f | %.2f |\n"
              .formatted(
                  place,
                  mark(all),
                  median(all, Sample::p50),
                  median(all, Sample::p99),
                  median(all, Sample::p999)));
    }
  }

  private void start(StringBuilder text) {
    if (starts.isEmpty()) {
      return;
    }
    text.append(
        "\n### Start and memory\n\nReady %.2f s after the start of its process (%s).\n"
            .formatted(
                Median.of(starts.stream().mapToDouble(s -> s).toArray()),
                starts.stream().map(s -> "%.2f".formatted(s)).collect(Collectors.joining(", "))));
    memory.forEach(
        (sessions, mib) ->
            text.append(
                "%.0f MiB resident with -Xmx128m after 100 000 requests over %,d sessions.\n"
                    .formatted(mib, sessions)));
  }

  private void sizes(StringBuilder text) {
    var part = part(Measurements.SIZES);
    if (part.isEmpty()) {
      return;
    }
    text.append(
        """

        ### %,d accounts and sessions beside %,d

        | | ms with few | ms with many | times |
        |---|---|---|---|
        """
            .formatted(plan.large(), plan.small()));
    for (var subject : subjects(part)) {
      var few = time(part, subject, plan.small());
      var many = time(part, subject, plan.large());
      text.append("| %s | %.2f | %.2f | %.2f |\n".formatted(subject, few, many, many / few));
    }
  }

  private static double time(List<Sample> part, String subject, int accounts) {
    return median(
        part.stream()
            .filter(s -> s.subject().equals(subject) && s.place().equals("" + accounts))
            .toList(),
        s -> s.load() / s.rate() * 1000);
  }

  private void processes(StringBuilder text) {
    var part = part(Measurements.PROCESSES);
    if (part.isEmpty()) {
      return;
    }
    text.append(
        """

        ### Several processes, 64 at a time

        | | processes | answers/s | of the echo | CPU s per 10 000: service | broker | database |
        |---|---|---|---|---|---|---|
        """);
    for (var subject : subjects(part)) {
      for (var place : places(part)) {
        var all =
            part.stream()
                .filter(s -> s.subject().equals(subject) && s.place().equals(place))
                .toList();
        text.append(
            "| %s%s | %s | %,.0f | %s | %.2f | %.2f | %.2f |\n"
                .formatted(
                    subject,
                    mark(all),
                    place,
                    median(all, Sample::rate),
                    all.get(0).limit() == 0 ? "" : "%.2f".formatted(median(all, Sample::ratio)),
                    median(all, s -> s.per10k(s.usage().service())),
                    median(all, s -> s.per10k(s.usage().broker())),
                    median(all, s -> s.per10k(s.usage().database()))));
      }
    }
  }

  private void rates(StringBuilder text) {
    var part = part(Measurements.RATES);
    if (part.isEmpty()) {
      return;
    }
    text.append(
        """

        ### At fixed rates

        Timed from when each was to be sent.

        | | sent/s | p50 ms | p99 ms | p99.9 ms |
        |---|---|---|---|---|
        """);
    for (var subject : subjects(part)) {
      for (var rate : new TreeSet<>(of(part, Sample::load))) {
        var all =
            part.stream().filter(s -> s.subject().equals(subject) && s.load() == rate).toList();
        if (!all.isEmpty()) {
          text.append(
              "| %s%s | %,d | %.2f | %.2f | %.2f |\n"
                  .formatted(
                      subject,
                      mark(all),
                      rate,
                      median(all, Sample::p50),
                      median(all, Sample::p99),
                      median(all, Sample::p999)));
        }
      }
    }
  }

  private List<Sample> part(String name) {
    return samples.stream().filter(sample -> sample.part().equals(name)).toList();
  }

  private static List<String> subjects(List<Sample> part) {
    return of(part, Sample::subject);
  }

  private static List<String> places(List<Sample> part) {
    return of(part, Sample::place);
  }

  private static <T> List<T> of(
      List<Sample> part, java.util.function.Function<Sample, T> property) {
    return part.stream().map(property).distinct().toList();
  }

  static double median(List<Sample> samples, ToDoubleFunction<Sample> of) {
    return Median.of(samples.stream().mapToDouble(of).toArray());
  }

  private static String mark(List<Sample> samples) {
    return samples.stream().anyMatch(Sample::disturbed) ? "\\*" : "";
  }
}
