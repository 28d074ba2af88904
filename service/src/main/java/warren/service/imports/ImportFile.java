package warren.service.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;
import warren.contracts.json.Json;
import warren.contracts.json.RecordReader;

/** Reads the accounts of an import file one after another, in bounded memory. For one thread. */
public final class ImportFile implements AutoCloseable {
  /** The names of the fields of an account. */
  static final Set<String> FIELDS =
      Arrays.stream(ImportedAccount.class.getRecordComponents())
          .map(RecordReader::nameOf)
          .collect(Collectors.toUnmodifiableSet());

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final RecordReader<ImportedAccount> reader = RecordReader.of(ImportedAccount.class);
  private final CountingInput in;
  private final Entries entries;
  private final Mapping mapping;
  private final Values values;
  private final Omissions omissions;

  /**
   * Begins to read a file.
   *
   * @throws warren.settings.StartException if the options are invalid
   */
  public ImportFile(InputStream file, ImportOptions options) throws IOException {
    this.omissions = new Omissions(options.ignored());
    this.mapping = options.mapping(omissions);
    this.values = new Values(options.zone());
    this.in = new CountingInput(file);
    this.entries = entries(new BufferedInputStream(in), options);
  }

  private static Entries entries(BufferedInputStream file, ImportOptions options)
      throws IOException {
    skipByteOrderMark(file);
    if (options.map() == null) {
      return new JsonLines(file);
    }
    var field = options.documentField();
    var first = firstCharacter(file);
    if (field == null && first == '{') {
      return new JsonLines(file);
    }
    // reports invalid bytes, which the reader of a charset would replace
    var text = new InputStreamReader(file, StandardCharsets.UTF_8.newDecoder());
    if (first == '[') {
      return new JsonDocument(text, null);
    }
    return field == null ? new Csv(text) : new JsonDocument(text, field);
  }

  private static void skipByteOrderMark(BufferedInputStream file) throws IOException {
    file.mark(BYTE_ORDER_MARK.length);
    if (!Arrays.equals(file.readNBytes(BYTE_ORDER_MARK.length), BYTE_ORDER_MARK)) {
      file.reset();
    }
  }

  /** The first character that is not white space, which remains unread. */
  private static int firstCharacter(BufferedInputStream file) throws IOException {
    int character;
    do {
      file.mark(1);
      character = file.read();
    } while (character >= 0 && Character.isWhitespace(character));
    file.reset();
    return character;
  }

  /** The next account, or the refusal of an entry that cannot be read; empty at the end. */
  public Optional<ImportedLine> next() throws IOException {
    for (var entry = entries.next(); entry.isPresent(); entry = entries.next()) {
      var line = line(entry.get());
      if (line.isPresent()) {
        return line;
      }
    }
    return Optional.empty();
  }

  private Optional<ImportedLine> line(Entries.Entry entry) {
    var refusal = entry.refusal();
    var object = entry.object();
    if (refusal != null || object == null) {
      return Optional.of(new ImportedLine(entry.number(), "", null, refusal));
    }
    try {
      return mapping.map(object).map(account -> read(entry.number(), account));
    } catch (RefusedException e) {
      return Optional.of(ImportedLine.refused(entry.number(), e.refusal()));
    }
  }

  private ImportedLine read(long number, ObjectNode account) {
    requireKnown(account);
    values.convert(account);
    var content = new String(Json.write(account), StandardCharsets.UTF_8);
    return new ImportedLine(number, content, reader.read(account), null);
  }

  /** A misspelt field would import an account without its password. */
  private static void requireKnown(ObjectNode account) {
    Map<String, List<String>> problems = new LinkedHashMap<>();
    account
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!FIELDS.contains(name)) {
                problems.put(
                    name,
                    List.of("is not a field of an import; --ignore imports accounts without it"));
              }
            });
    if (!problems.isEmpty()) {
      throw new RefusedException(Refusal.ofFields(ErrorCode.INVALID_FIELDS, problems));
    }
  }

  /** The number of bytes that have been read. */
  public long position() {
    return in.count();
  }

  /** The omitted fields, each with the number of accounts that had a value in it. */
  public Map<String, Long> omissions() {
    return omissions.counts();
  }

  /** The number of entries that are not accounts, by kind. */
  public Map<String, Long> skipped() {
    return omissions.skipped();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
