package warren.service.access;

import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import warren.service.paging.NameCursor;
import warren.service.paging.Page;

/**
 * A page of a list by name, as a request asks for it.
 *
 * @param text the key of what is searched for; null for everything
 * @param after comes before the page's first
 * @param limit how many at most, if it says so
 */
record NamePageRequest(@Nullable String text, NameCursor after, @Nullable Long limit) {
  /** Ends the query of a list that is searched by name and description. */
  static final String OF_NAMES_AND_DESCRIPTIONS =
      """
      where name_key > :after
        and (cast(:text as text) is null
          or position(:text in name_key) > 0
          or position(:text in description_key) > 0)
      order by name_key
      limit :limit
      """;

  static NamePageRequest of(@Nullable String text, @Nullable Long limit, @Nullable String after) {
    return new NamePageRequest(Names.keyOf(text), NameCursor.after(after), limit);
  }

  /** Reads the page, by what reads so many at most. */
  <T> Page<T> read(LongFunction<List<T>> read, Function<T, String> name) {
    return Page.read(limit, read, last -> new NameCursor(name.apply(last)).text());
  }

  /** Binds what it says. */
  Query bind(Query query, long most) {
    return query.bind("text", text).bind("after", after.key()).bind("limit", most);
  }
}
