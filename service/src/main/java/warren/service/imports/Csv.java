package warren.service.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;

/** A CSV file whose first row names the columns. Blank rows are skipped. */
final class Csv implements Entries {
  /** Longer cells than an entry are read too, so that only their row is refused. */
  private static final int MAX_CELL = 16 * 1024 * 1024;

  private static final CsvMapper MAPPER =
      CsvMapper.builder(
              CsvFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(MAX_CELL).build())
                  .build())
          .enable(CsvParser.Feature.WRAP_AS_ARRAY)
          .build();

  private static final ObjectReader READER = MAPPER.readerFor(String[].class);

  private final Reader in;
  private @Nullable MappingIterator<String[]> rows;
  private @Nullable List<String> columns;
  private long number;
  private boolean ended;

  Csv(Reader in) {
    this.in = in;
  }

  @Override
  public Optional<Entry> next() throws IOException {
    if (ended) {
      return Optional.empty();
    }
    try {
      if (columns == null) {
        columns = columns();
        var problem = problemOf(columns);
        if (problem != null) {
          return Optional.of(end(problem));
        }
      }
      return row().map(cells -> entry(List.of(cells)));
    } catch (JsonProcessingException | CharacterCodingException e) {
      return Optional.of(end("The row is not readable as CSV; the rest of the file was not read."));
    }
  }

  private Entry end(String problem) {
    ended = true;
    return Entry.refused(Math.max(1, number), Refusal.of(ErrorCode.MALFORMED, problem));
  }

  private List<String> columns() throws IOException {
    return row().map(cells -> Arrays.stream(cells).map(String::strip).toList()).orElse(List.of());
  }

  private static @Nullable String problemOf(List<String> columns) {
    if (columns.isEmpty()) {
      return "The file is empty; its first row must name the columns.";
    }
    var seen = new HashSet<String>();
    return columns.stream()
        .filter(column -> !seen.add(column))
        .findFirst()
        .map("The column %s is repeated; the file was not read."::formatted)
        .orElse(null);
  }

  /** The next row that is not blank; empty at the end of the file. */
  private Optional<String[]> row() throws IOException {
    number++;
    if (rows == null) {
      rows = READER.readValues(in);
    }
    while (rows.hasNextValue()) {
      var cells = rows.nextValue();
      if (cells.length > 1 || (cells.length == 1 && !cells[0].isBlank())) {
        return Optional.of(cells);
      }
      number++;
    }
    return Optional.empty();
  }

  private Entry entry(List<String> cells) {
    if (cells.stream().mapToLong(String::length).sum() > MAX_BYTES) {
      return Entry.refused(number, TOO_LARGE);
    }
    var names = columns == null ? List.<String>of() : columns;
    if (cells.size() != names.size()) {
      var problem = "The number of cells of the row is %d; the number of columns is %d.";
      return Entry.refused(
          number, Refusal.of(ErrorCode.MALFORMED, problem.formatted(cells.size(), names.size())));
    }
    var object = JsonNodeFactory.instance.objectNode();
    for (var i = 0; i < cells.size(); i++) {
      object.put(names.get(i), cells.get(i));
    }
    return Entry.of(number, object);
  }
}
