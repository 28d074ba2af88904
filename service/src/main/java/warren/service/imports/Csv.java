package warren.service.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;

/** A CSV file whose first line names the columns. */
final class Csv implements Entries {
  private static final CsvMapper MAPPER =
      CsvMapper.builder(
              CsvFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(MAX_BYTES).build())
                  .build())
          .enable(CsvParser.Feature.FAIL_ON_MISSING_COLUMNS)
          .build();

  private static final ObjectReader READER =
      MAPPER.readerFor(ObjectNode.class).with(CsvSchema.emptySchema().withHeader());

  private static final Refusal UNREADABLE =
      Refusal.of(
          ErrorCode.MALFORMED, "The row is not readable as CSV; the file was not read further.");

  private final Reader in;
  private @Nullable MappingIterator<ObjectNode> rows;
  // the first row follows the names
  private long number = 1;
  private boolean ended;

  Csv(Reader in) {
    this.in = in;
  }

  @Override
  public Optional<Entry> next() throws IOException {
    if (ended) {
      return Optional.empty();
    }
    number++;
    try {
      var read = rows();
      return read.hasNextValue()
          ? Optional.of(Entry.of(number, read.nextValue()))
          : Optional.empty();
    } catch (JsonProcessingException | CharacterCodingException e) {
      ended = true;
      return Optional.of(Entry.refused(number, UNREADABLE));
    }
  }

  /** Reads the names of the columns at the first call. */
  private MappingIterator<ObjectNode> rows() throws IOException {
    if (rows == null) {
      rows = READER.readValues(in);
    }
    return rows;
  }
}
