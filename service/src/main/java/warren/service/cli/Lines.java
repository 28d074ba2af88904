package warren.service.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The lines of a file, of any length, of which no more is kept than can be used. */
final class Lines implements AutoCloseable {
  private final InputStream in;
  private final int mostBytes;

  /**
   * @param mostBytes of a longer line these and one more are returned
   */
  Lines(InputStream in, int mostBytes) {
    this.in = new BufferedInputStream(in);
    this.mostBytes = mostBytes;
  }

  /** The next line without its end; empty at the end of the file. */
  Optional<byte[]> next() throws IOException {
    var line = new ByteArrayOutputStream();
    var read = in.read();
    if (read < 0) {
      return Optional.empty();
    }
    for (; read >= 0 && read != '\n'; read = in.read()) {
      if (read != '\r' && line.size() <= mostBytes) {
        line.write(read);
      }
    }
    return Optional.of(line.toByteArray());
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
