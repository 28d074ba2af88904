package warren.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The processors needed at higher rates if each request costs as much CPU time as measured.
 * Computed, not measured.
 */
final class Extrapolation {
  private static final double MICROS_PER_S = 1e6;
  private static final List<String> HEADS =
      List.of("requests/s", "service cores", "broker cores", "database cores", "total cores");

  /** CPU time per request in µs: of the service, the broker and the database. */
  private final List<Double> micros;

  /** Extrapolates from the medians of these samples. */
  Extrapolation(List<Sample> samples) {
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
    var total = cores.stream().mapToDouble(each -> each).sum();
    return Table.line(
        Stream.concat(
                Stream.of(String.format(Locale.ROOT, "%,d", rate)),
                Stream.concat(cores.stream(), Stream.of(total))
                    .map(each -> Table.number("%,.1f", each)))
            .toList());
  }
}
