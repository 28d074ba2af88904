package warren.bench.report;

import static java.util.stream.Collectors.joining;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import warren.bench.subjects.Subjects;

/** What each part has come to, as Markdown; nothing of what wasn't measured. */
final class Tables {
  private static final String CPU = " CPU µs/request";

  private final Results results;

  Tables(Results results) {
    this.results = results;
  }

  String all() {
    return windows() + rates() + storm() + processes() + start() + sizes() + resources();
  }

  private String windows() {
    var part = results.of(Part.WINDOWS);
    return Results.distinct(part, Sample::load).stream()
        .map(window -> window(window, only(part, sample -> sample.load() == window)))
        .collect(joining());
  }

  private static String window(int window, List<Sample> samples) {
    var table =
        bySubject()
            .median("answers/s", "%,.0f", Sample::rate)
            .median("share of the limit", "%.2f", Sample::ratio);
    latencies(table);
    cpu(table)
        .median("client" + CPU, "%,.0f", Sample::clientMicros)
        .median("others' share of CPU, %", "%.1f", Sample::othersPercent)
        .median("allocated KiB/request", "%.1f", Sample::kibEach)
        .median("GC ms/s", "%.1f", Sample::collectionMsPerSecond);
    var argon2 = Median.of(only(samples, s -> Subjects.hashes(s.subject())), Sample::limit);
    return section("%d at a time", window)
        + table.of(samples)
        + "\nThe limit is the echo's rate in the same round; of what hashes passwords, Argon2's"
        + (Double.isNaN(argon2) ? "" : write(", here %,.0f/s", argon2))
        + ".\n";
  }

  private String rates() {
    var part = results.of(Part.RATES);
    return part.isEmpty()
        ? ""
        : section("At fixed rates")
            + "Timed from when each was to be sent.\n\n"
            + latencies(bySubject().by("sent/s", sample -> write("%,d", sample.load()))).of(part);
  }

  private String storm() {
    var part = results.of(Part.STORM);
    if (part.isEmpty()) {
      return "";
    }
    var logins = only(part, sample -> sample.subject().equals(Subjects.LOGIN));
    return section("While everybody logs in")
        + latencies(bySubject().by("", Sample::place).median("answers/s", "%,.0f", Sample::rate))
            .of(only(part, sample -> !logins.contains(sample)))
        + write("\nLogins meanwhile: %,.0f/s.\n", Median.of(logins, Sample::rate));
  }

  private String processes() {
    var part = results.of(Part.PROCESSES);
    if (part.isEmpty()) {
      return "";
    }
    var table =
        bySubject()
            .by("processes", Sample::place)
            .median("answers/s", "%,.0f", Sample::rate)
            .median("share of the echo's", "%.2f", Sample::ratio);
    return section("Several processes, %d at a time", part.get(0).load()) + cpu(table).of(part);
  }

  private String start() {
    var starts = results.startSeconds();
    if (starts.isEmpty()) {
      return "";
    }
    var median = Median.of(starts.stream().mapToDouble(seconds -> seconds).toArray());
    var each = starts.stream().map(seconds -> write("%.2f", seconds)).collect(joining(", "));
    var table = new StringBuilder(Table.line(List.of("sessions", "resident MiB")));
    table.append(Table.line(List.of("---", "---")));
    results
        .residentMib()
        .forEach(
            (sessions, mib) ->
                table.append(Table.line(List.of(write("%,d", sessions), write("%.0f", mib)))));
    return section("Start and memory")
        + write("Ready %.2f s after the start of its process (%s).\n", median, each)
        + write(
            "With a heap of %d MiB at most, after %,d requests:\n\n",
            Results.HEAP_MIB, results.memoryRequests())
        + table;
  }

  private String sizes() {
    var part = results.of(Part.SIZES);
    if (part.isEmpty()) {
      return "";
    }
    var sizes =
        Results.distinct(part, Sample::place).stream()
            .map(Integer::valueOf)
            .sorted(Comparator.naturalOrder())
            .toList();
    var few = sizes.get(0);
    var many = sizes.get(sizes.size() - 1);
    return section("%,d accounts and sessions beside %,d", many, few)
        + bySubject()
            .column("ms/request with few", "%.2f", samples -> msWith(few, samples))
            .column("ms/request with many", "%.2f", samples -> msWith(many, samples))
            .column("many by few", "%.2f", samples -> msWith(many, samples) / msWith(few, samples))
            .of(part);
  }

  private static double msWith(int accounts, List<Sample> samples) {
    return Median.of(only(samples, s -> s.place().equals("" + accounts)), Sample::msEach);
  }

  private String resources() {
    var mix = only(results.of(Part.WINDOWS), s -> s.subject().equals(Subjects.MIX));
    if (mix.isEmpty()) {
      return "";
    }
    var window = mix.stream().mapToInt(Sample::load).max().orElseThrow();
    return section("What more would take, computed on paper")
        + write(
            "If each request of the mix cost what it has cost here, %d at a time; no more than"
                + " these processors was measured.\n\n",
            window)
        + new Resources(only(mix, s -> s.load() == window)).table();
  }

  private static Table bySubject() {
    return new Table().by("", Sample::subject);
  }

  private static Table latencies(Table table) {
    return table
        .median("p50 ms", "%.2f", Sample::p50)
        .median("p99 ms", "%.2f", Sample::p99)
        .median("p99.9 ms", "%.2f", Sample::p999);
  }

  private static Table cpu(Table table) {
    return table
        .median("service" + CPU, "%,.0f", Sample::serviceMicros)
        .median("broker" + CPU, "%,.0f", Sample::brokerMicros)
        .median("database" + CPU, "%,.0f", Sample::databaseMicros);
  }

  private static List<Sample> only(List<Sample> samples, Predicate<Sample> which) {
    return samples.stream().filter(which).toList();
  }

  private static String section(String head, Object... values) {
    return "\n### " + write(head, values) + "\n\n";
  }

  private static String write(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
