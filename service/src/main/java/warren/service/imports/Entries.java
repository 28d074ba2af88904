package warren.service.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.Headers;
import warren.contracts.Refusal;

/** Reads the entries of a file one after another, in bounded memory. */
interface Entries {
  /** The maximum size of an entry, which is that of a request. */
  int MAX_BYTES = Headers.MAX_BODY_BYTES;

  Refusal TOO_LARGE =
      Refusal.of(ErrorCode.TOO_LARGE, "The entry is larger than " + Headers.MAX_BODY_KIB + " KiB.");

  /**
   * An entry.
   *
   * @param number its line, or its position in a JSON document
   * @param object null if it cannot be read
   * @param refusal the reason; null if it can be read
   */
  record Entry(long number, @Nullable ObjectNode object, @Nullable Refusal refusal) {
    static Entry of(long number, ObjectNode object) {
      return new Entry(number, object, null);
    }

    static Entry refused(long number, Refusal refusal) {
      return new Entry(number, null, refusal);
    }
  }

  /** The next entry; empty at the end of the file. */
  Optional<Entry> next() throws IOException;
}
