package warren.service.access;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** Reads the pages of a list that is ordered by name. Thread-safe. */
final class NamePageDao<T> {
  private final String query;
  private final RowMapper<T> mapper;

  /**
   * Creates the query.
   *
   * @param select its select and from clauses
   * @param mapper reads its rows
   * @param searchKeys the columns to search
   */
  NamePageDao(String select, RowMapper<T> mapper, String... searchKeys) {
    this.mapper = mapper;
    this.query =
        select
            + """
              where name_key > :after and (cast(:text as text) is null or %s)
              order by name_key
              limit :limit
              """
                .formatted(
                    Stream.of(searchKeys)
                        .map("position(:text in %s) > 0"::formatted)
                        .collect(Collectors.joining(" or ")));
  }

  List<T> list(Handle handle, NamePageRequest page, long maxRows) {
    return handle
        .createQuery(query)
        .bind("text", page.text())
        .bind("after", page.after().key())
        .bind("limit", maxRows)
        .map(mapper)
        .list();
  }
}
