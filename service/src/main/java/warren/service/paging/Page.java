package warren.service.paging;

import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import warren.contracts.fields.PageSize;
import warren.contracts.json.Json;
import warren.service.rpc.Response;

/**
 * A page of a list. It ends after the requested number of rows, or before a row with which its
 * reply could exceed the maximum size; its first row is always included.
 *
 * @param rows the rows of the page
 * @param next the cursor of the next page; null on the last page
 */
public record Page<T>(List<T> rows, @Nullable String next) {
  /** More than the reply contains beside the rows: the names of its fields, and the cursor. */
  private static final int ENVELOPE_BYTES = 1024;

  private static final int MAX_ROW_BYTES = Response.MAX_BYTES - ENVELOPE_BYTES;

  /**
   * Reads a page.
   *
   * @param limit the maximum number of rows in the request; null for the default
   * @param read reads up to the given number of rows
   * @param cursor returns the cursor after a row
   */
  public static <T> Page<T> read(
      @Nullable Long limit, LongFunction<List<T>> read, Function<T, String> cursor) {
    var maxRows = limit == null ? PageSize.DEFAULT : limit;
    // one more row shows whether there is a next page
    var found = read.apply(maxRows + 1);
    var size = fitting(found, Math.toIntExact(Math.min(maxRows, found.size())));
    if (size == found.size()) {
      return new Page<>(found, null);
    }
    var rows = found.subList(0, size);
    return new Page<>(rows, cursor.apply(rows.get(size - 1)));
  }

  /** The number of rows, at least one, that fit into a reply. */
  private static int fitting(List<?> rows, int maxRows) {
    var bytes = 0;
    for (var i = 0; i < maxRows; i++) {
      bytes += Json.write(rows.get(i)).length + ",".length();
      if (bytes > MAX_ROW_BYTES) {
        return Math.max(1, i);
      }
    }
    return maxRows;
  }
}
