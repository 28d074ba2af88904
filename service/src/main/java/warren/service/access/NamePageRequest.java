package warren.service.access;

import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import warren.service.paging.NameCursor;
import warren.service.paging.Page;

/**
 * A request for a page of a list that is ordered by name.
 *
 * @param text the key of the text to search for; null for all rows
 * @param after the cursor after which the page begins
 * @param limit the maximum number of rows; null for the default
 */
record NamePageRequest(@Nullable String text, NameCursor after, @Nullable Long limit) {
  static NamePageRequest of(@Nullable String text, @Nullable Long limit, @Nullable String after) {
    return new NamePageRequest(NameRules.keyOf(text), NameCursor.after(after), limit);
  }

  /**
   * Reads the page.
   *
   * @param read reads at most the given number of rows
   * @param name the name of a row
   */
  <T> Page<T> read(LongFunction<List<T>> read, Function<T, String> name) {
    return Page.read(limit, read, last -> new NameCursor(name.apply(last)).text());
  }
}
