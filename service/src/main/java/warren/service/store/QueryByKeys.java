package warren.service.store;

import org.jdbi.v3.core.Handle;

/**
 * A query by key that has one statement for a single key and another for several keys. Thread-safe.
 *
 * <p>With a plain array, PostgreSQL would count the elements, estimate few of them as cheaper than
 * the ten that its generic plan assumes, and plan the query again each time, which takes longer
 * than the query itself.
 */
public final class QueryByKeys {
  private final Sql singleKey;
  private final Sql severalKeys;

  private QueryByKeys(Sql singleKey, Sql severalKeys) {
    this.singleKey = singleKey;
    this.severalKeys = severalKeys;
  }

  /**
   * Creates a query.
   *
   * @param statement with the placeholder {@code is_key} after the column to compare with the keys
   * @param type the SQL type of that column
   */
  public static QueryByKeys of(String statement, String type) {
    return new QueryByKeys(
        Sql.of(statement.replace("is_key", "= cast(:keys as %s)".formatted(type))),
        Sql.of(
            statement.replace(
                "is_key", "= any (array(select unnest(cast(:keys as %s[]))))".formatted(type))));
  }

  /** Binds the query to a connection and to these keys. */
  public Sql.Bound on(Handle handle, Object[] keys) {
    return keys.length == 1
        ? singleKey.on(handle).bind("keys", keys[0])
        : severalKeys.on(handle).bind("keys", keys);
  }
}
