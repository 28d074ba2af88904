package warren.service.store;

import org.jdbi.v3.core.Handle;

/**
 * A query by key, in one form for a single key and in another for several. Thread-safe.
 *
 * <p>Of an array PostgreSQL would count the elements, find few of them cheaper than the ten that
 * its lasting plan is made for, and plan anew each time, which takes longer than the query.
 */
public final class KeyedQuery {
  private final Sql one;
  private final Sql several;

  private KeyedQuery(Sql one, Sql several) {
    this.one = one;
    this.several = several;
  }

  /**
   * Such a query.
   *
   * @param statement with {@code is_key} behind the column that is compared with the keys
   * @param type the column's
   */
  public static KeyedQuery of(String statement, String type) {
    return new KeyedQuery(
        Sql.of(statement.replace("is_key", "= cast(:keys as %s)".formatted(type))),
        Sql.of(
            statement.replace(
                "is_key", "= any (array(select unnest(cast(:keys as %s[]))))".formatted(type))));
  }

  /** To be carried out on this connection, for these keys. */
  public Sql.Bound on(Handle handle, Object[] keys) {
    return keys.length == 1
        ? one.on(handle).bind("keys", keys[0])
        : several.on(handle).bind("keys", keys);
  }
}
