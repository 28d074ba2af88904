package warren.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What more requests would take if each cost what it has cost here: computed, not measured. */
final class Resources {
  private static final double MICROS_PER_S = 1e6;
  private static final List<String> HEADS =
      List.of("requests/s", "service cores", "broker cores", "database cores", "cores in all");

  /** Of one request, of each of those who share in it. */
  private final List<Double> micros;

  /** By the medians of these. */
  Resources(List<Sample> samples) {
    this.micros =
        List.of(
            Median.of(samples, Sample::serviceMicros),
            Median.of(samples, Sample::brokerMicros),
            Median.of(samples, Sample::databaseMicros));
  }

  String table() {
    return Table.line(HEADS)
        + Table.line(HEADS.stream().map(head -> "---").toList())
        + IntStream.of(1_000, 10_000, 100_000).mapToObj(this::row).collect(Collectors.joining());
  }

  private String row(int rate) {
    var cores = micros.stream().map(each -> each / MICROS_PER_S * rate).toList();
    var all = cores.stream().mapToDouble(each -> each).sum();
    return Table.line(
        Stream.concat(
                Stream.of(String.format(Locale.ROOT, "%,d", rate)),
                Stream.concat(cores.stream(), Stream.of(all))
                    .map(each -> Table.number("%,.1f", each)))
            .toList());
  }
}
