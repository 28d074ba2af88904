package warren.service.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import warren.contracts.RefusedException;
import warren.contracts.json.Json;

/** A file with one JSON object per line. Empty lines are skipped. */
final class JsonLines implements Entries {
  private final Lines lines;
  private long number;

  JsonLines(InputStream in) {
    this.lines = new Lines(in, MAX_BYTES);
  }

  @Override
  public Optional<Entry> next() throws IOException {
    for (var line = lines.next(); line.isPresent(); line = lines.next()) {
      number++;
      if (!isBlank(line.get())) {
        return Optional.of(read(line.get()));
      }
    }
    return Optional.empty();
  }

  private static boolean isBlank(byte[] line) {
    return new String(line, StandardCharsets.ISO_8859_1).isBlank();
  }

  private Entry read(byte[] line) {
    if (line.length > MAX_BYTES) {
      return Entry.refused(number, TOO_LARGE);
    }
    try {
      return Entry.of(number, Json.parse(line));
    } catch (RefusedException e) {
      return Entry.refused(number, e.refusal());
    }
  }
}
