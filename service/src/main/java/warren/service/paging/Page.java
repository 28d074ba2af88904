package warren.service.paging;

import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import warren.contracts.fields.PageSize;

/**
 * A page of a list.
 *
 * @param rows the rows of the page
 * @param next the cursor of the next page; null on the last page
 */
public record Page<T>(List<T> rows, @Nullable String next) {
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
    if (found.size() <= maxRows) {
      return new Page<>(found, null);
    }
    var rows = found.subList(0, Math.toIntExact(maxRows));
    return new Page<>(rows, cursor.apply(rows.get(rows.size() - 1)));
  }
}
