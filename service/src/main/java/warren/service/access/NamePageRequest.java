package warren.service.access;

import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jdbi.v3.core.statement.Query;
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
  /** The end of a query that searches names and descriptions. */
  static final String MATCHING_NAME_OR_DESCRIPTION =
      """
      where name_key > :after
        and (cast(:text as text) is null
          or position(:text in name_key) > 0
          or position(:text in description_key) > 0)
      order by name_key
      limit :limit
      """;

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

  /** Binds the parameters of this page. */
  Query bind(Query query, long maxRows) {
    return query.bind("text", text).bind("after", after.key()).bind("limit", maxRows);
  }
}
