package warren.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table in Markdown. A row is made of the samples that have its labels, and a number of it is the
 * median of theirs; if one of them was disturbed, the row is marked.
 */
final class Table {
  private static final String MARK = "\\*";
  private static final String UNKNOWN = "–";

  private final List<Label> labels = new ArrayList<>();
  private final List<Column> columns = new ArrayList<>();

  private record Label(String head, Function<Sample, String> of) {}

  private record Column(String head, String format, ToDoubleFunction<List<Sample>> of) {
    String cell(List<Sample> samples) {
      return number(format, of.applyAsDouble(samples));
    }
  }

  /** What tells the rows apart. */
  Table by(String head, Function<Sample, String> label) {
    labels.add(new Label(head, label));
    return this;
  }

  /** A column of medians. */
  Table median(String head, String format, ToDoubleFunction<Sample> value) {
    return column(head, format, samples -> Median.of(samples, value));
  }

  Table column(String head, String format, ToDoubleFunction<List<Sample>> value) {
    columns.add(new Column(head, format, value));
    return this;
  }

  /** Of these, its rows in the order in which they come first. */
  String of(List<Sample> samples) {
    Map<List<String>, List<Sample>> rows =
        samples.stream()
            .collect(Collectors.groupingBy(this::labels, LinkedHashMap::new, Collectors.toList()));
    return line(heads())
        + line(heads().stream().map(head -> "---").toList())
        + rows.entrySet().stream()
            .map(row -> row(row.getKey(), row.getValue()))
            .collect(Collectors.joining());
  }

  private List<String> heads() {
    return Stream.concat(labels.stream().map(Label::head), columns.stream().map(Column::head))
        .toList();
  }

  private List<String> labels(Sample sample) {
    return labels.stream().map(label -> label.of.apply(sample)).toList();
  }

  private String row(List<String> labels, List<Sample> samples) {
    List<String> cells = new ArrayList<>(labels);
    if (samples.stream().anyMatch(Sample::disturbed)) {
      cells.set(0, cells.get(0) + MARK);
    }
    columns.forEach(column -> cells.add(column.cell(samples)));
    return line(cells);
  }

  static String number(String format, double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : UNKNOWN;
  }

  static String line(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
