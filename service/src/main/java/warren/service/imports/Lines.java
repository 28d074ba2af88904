package warren.service.imports;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads the lines of a file; memory is bounded, because long lines are truncated. */
final class Lines {
  private final InputStream in;
  private final int maxBytes;

  /**
   * @param maxBytes longer lines are truncated to one more byte than this, so that they can be
   *     recognized
   */
  Lines(InputStream in, int maxBytes) {
    this.in = new BufferedInputStream(in);
    this.maxBytes = maxBytes;
  }

  /** The next line without its line end; empty at the end of the file. */
  Optional<byte[]> next() throws IOException {
    var line = new ByteArrayOutputStream();
    var read = in.read();
    if (read < 0) {
      return Optional.empty();
    }
    for (; read >= 0 && read != '\n'; read = in.read()) {
      if (read != '\r' && line.size() <= maxBytes) {
        line.write(read);
      }
    }
    return Optional.of(line.toByteArray());
  }
}
