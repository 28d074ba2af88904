package warren.bench.report;

import static java.util.stream.Collectors.joining;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import warren.bench.subjects.Subjects;

/** The results of each part as Markdown; a part that was not measured is omitted. */
final class Tables {
  private static final String CPU = " CPU µs/request";

  private final Results results;

  Tables(Results results) {
    this.results = results;
  }

  String all() {
    return windows()
        + rates()
        + storm()
        + processes()
        + start()
        + sizes()
        + audit()
        + extrapolation();
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
            .median("replies/s", "%,.0f", Sample::rate)
            .median("share of the limit", "%.2f", Sample::shareOfLimit);
    latencies(table);
    cpu(table)
        .median("client" + CPU, "%,.0f", Sample::clientMicros)
        .median("CPU of other processes, %", "%.1f", Sample::otherProcessesPercent)
        .median("allocated KiB/request", "%.1f", Sample::allocatedKibPerRequest)
        .median("GC ms/s", "%.1f", Sample::collectionMsPerSecond);
    var argon2 =
        Median.of(only(samples, s -> Subjects.hashesPasswords(s.subject())), Sample::limit);
    return section("Closed loop, requests in flight: %d", window)
        + table.of(samples)
        + "\nThe limit is the echo's rate in the same round; for operations that hash passwords it is"
        + " Argon2's rate"
        + (Double.isNaN(argon2) ? "" : format(" (%,.0f/s)", argon2))
        + ".\n";
  }

  private String rates() {
    var part = results.of(Part.RATES);
    return part.isEmpty()
        ? ""
        : section("Open loop at fixed rates")
            + "Latency is measured from the time at which each request was due.\n\n"
            + latencies(bySubject().by("requests sent/s", sample -> format("%,d", sample.load())))
                .of(part);
  }

  private String storm() {
    var part = results.of(Part.STORM);
    if (part.isEmpty()) {
      return "";
    }
    var logins = only(part, sample -> sample.subject().equals(Subjects.LOGIN));
    return section("Token checks during many logins")
        + latencies(
                bySubject()
                    .by("condition", Sample::variant)
                    .median("replies/s", "%,.0f", Sample::rate))
            .of(only(part, sample -> !logins.contains(sample)))
        + format("\nLogins during the measurement: %,.0f/s.\n", Median.of(logins, Sample::rate));
  }

  private String processes() {
    var part = results.of(Part.PROCESSES);
    if (part.isEmpty()) {
      return "";
    }
    var table =
        bySubject()
            .by("service processes", Sample::variant)
            .median("replies/s", "%,.0f", Sample::rate)
            .median("share of the echo's rate", "%.2f", Sample::shareOfLimit);
    return section("Several service processes, requests in flight: %d", part.get(0).load())
        + cpu(table).of(part);
  }

  private String start() {
    var starts = results.startSeconds();
    if (starts.isEmpty()) {
      return "";
    }
    var median = Median.of(starts.stream().mapToDouble(seconds -> seconds).toArray());
    var each = starts.stream().map(seconds -> format("%.2f", seconds)).collect(joining(", "));
    var table = new StringBuilder(Table.line(List.of("sessions", "resident MiB")));
    table.append(Table.line(List.of("---", "---")));
    results
        .residentMib()
        .forEach(
            (sessions, mib) ->
                table.append(Table.line(List.of(format("%,d", sessions), format("%.0f", mib)))));
    return section("Start and memory")
        + format("Time from process start to ready: %.2f s (median of %s).\n\n", median, each)
        + format(
            "Resident memory after %,d requests, with a maximum heap of %d MiB:\n\n",
            results.memoryRequests(), Results.HEAP_MIB)
        + table;
  }

  private String sizes() {
    var part = results.of(Part.SIZES);
    if (part.isEmpty()) {
      return "";
    }
    var sizes =
        Results.distinct(part, Sample::variant).stream()
            .map(Integer::valueOf)
            .sorted(Comparator.naturalOrder())
            .toList();
    var few = sizes.get(0);
    var many = sizes.get(sizes.size() - 1);
    return section("%,d accounts and sessions compared with %,d", many, few)
        + comparison(part, "" + few, head(few), "" + many, head(many));
  }

  private static String head(int accounts) {
    return format("ms/request, %,d accounts", accounts);
  }

  private String audit() {
    var part = results.of(Part.AUDIT);
    return part.isEmpty()
        ? ""
        : section("Reads of personal data with and without WARREN_AUDIT_READS")
            + comparison(
                part,
                Results.UNRECORDED,
                "ms/request, not recorded",
                Results.RECORDED,
                "ms/request, recorded");
  }

  private static String comparison(
      List<Sample> part, String variant, String head, String other, String otherHead) {
    return bySubject()
        .column(head, "%.2f", samples -> msWith(variant, samples))
        .column(otherHead, "%.2f", samples -> msWith(other, samples))
        .column("ratio", "%.2f", samples -> msWith(other, samples) / msWith(variant, samples))
        .of(part);
  }

  private static double msWith(String variant, List<Sample> samples) {
    return Median.of(only(samples, s -> s.variant().equals(variant)), Sample::meanMs);
  }

  private String extrapolation() {
    var mix = only(results.of(Part.WINDOWS), s -> s.subject().equals(Subjects.MIX));
    if (mix.isEmpty()) {
      return "";
    }
    var window = mix.stream().mapToInt(Sample::load).max().orElseThrow();
    return section("Extrapolation to higher rates")
        + format(
            "Computed, not measured: each request of the mix is assumed to cost as much CPU time as"
                + " above with %d requests in flight.\n\n",
            window)
        + new Extrapolation(only(mix, s -> s.load() == window)).table();
  }

  private static Table bySubject() {
    return new Table().by("operation", Sample::subject);
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

  private static List<Sample> only(List<Sample> samples, Predicate<Sample> condition) {
    return samples.stream().filter(condition).toList();
  }

  private static String section(String head, Object... values) {
    return "\n### " + format(head, values) + "\n\n";
  }

  private static String format(String template, Object... values) {
    return String.format(Locale.ROOT, template, values);
  }
}
