package warren.service.paging;

import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param rows what stands on it
 * @param next the cursor of the next page; null at the end
 */
public record Page<T>(List<T> rows, @Nullable String next) {
  private static final long STANDARD_LIMIT = 50;

  /**
   * Reads a page.
   *
   * @param limit how many rows the request asks for at most, if it says so
   * @param read reads at most so many rows
   * @param cursor where a page ends whose last row is this one
   */
  public static <T> Page<T> read(
      @Nullable Long limit, LongFunction<List<T>> read, Function<T, String> cursor) {
    var most = limit == null ? STANDARD_LIMIT : limit;
    // one more tells whether there is a next page
    var found = read.apply(most + 1);
    if (found.size() <= most) {
      return new Page<>(found, null);
    }
    var rows = found.subList(0, Math.toIntExact(most));
    return new Page<>(rows, cursor.apply(rows.get(rows.size() - 1)));
  }
}
