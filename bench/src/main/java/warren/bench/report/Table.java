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
 * A table in Markdown. Each row contains the samples with the same labels; a value is usually the
 * median over these samples. A row with a disturbed sample is marked.
 */
final class Table {
  private static final String MARK = "\\*";
  private static final String UNKNOWN = "–";

  private final List<Label> labels = new ArrayList<>();
  private final List<Column> columns = new ArrayList<>();

  private record Label(String head, Function<Sample, String> value) {}

  private record Column(String head, String format, ToDoubleFunction<List<Sample>> value) {
    String cell(List<Sample> samples) {
      return number(format, value.applyAsDouble(samples));
    }
  }

  /** Adds a label column. Rows are distinguished by their labels. */
  Table by(String head, Function<Sample, String> label) {
    labels.add(new Label(head, label));
    return this;
  }

  /** Adds a column of medians. */
  Table median(String head, String format, ToDoubleFunction<Sample> value) {
    return column(head, format, samples -> Median.of(samples, value));
  }

  /** Adds a column of values computed from all samples of a row. */
  Table column(String head, String format, ToDoubleFunction<List<Sample>> value) {
    columns.add(new Column(head, format, value));
    return this;
  }

  /** Returns the table; its rows are in the order of their first samples. */
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
    return labels.stream().map(label -> label.value.apply(sample)).toList();
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
