package warren.service.cleanup;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Deletes rows whose lifetime has ended, in small batches with a transaction each. Rows that
 * another process is deleting are skipped.
 */
final class ExpiredRowsDao {
  private static final Duration DAY = Duration.ofDays(1);

  /**
   * A kind of row and its lifetime.
   *
   * @param statement deletes up to {@code :batch} rows whose time is {@code :before} or earlier
   * @param after the time for which the rows are retained after that
   */
  record Lifetime(String statement, Duration after) {

    static Lifetime of(String table, String key, String time, Duration after) {
      return new Lifetime(
          """
          delete from %1$s
          where %2$s in (
            select %2$s from %1$s
            where %3$s <= :before
            order by %3$s
            limit :batch
            for update skip locked)
          """
              .formatted(table, key, time),
          after);
    }

    /**
     * The tokens of ended sessions. They are deleted separately, because a single session may have
     * more tokens than one statement can delete within its timeout.
     */
    static Lifetime tokensOfSessions(String table, String time) {
      return new Lifetime(
          """
          delete from %1$s
          where hash in (
            select hash
            from session join %1$s on session_id = session.id
            where session.%2$s <= :before
            limit :batch
            for update of %1$s skip locked)
          """
              .formatted(table, time),
          DAY);
    }

    /** The ended sessions that have no tokens any more. */
    static Lifetime sessions(String time) {
      return new Lifetime(
          """
          delete from session
          where id in (
            select id from session
            where %1$s <= :before
              and not exists (select from refresh_token where session_id = session.id)
              and not exists (select from session_token where session_id = session.id)
            order by %1$s
            limit :batch
            for update skip locked)
          """
              .formatted(time),
          DAY);
    }
  }

  static final List<Lifetime> ALL =
      Stream.concat(
              // the token identifies a redelivered request for one day
              Stream.of("ended_at", "expires_at")
                  .flatMap(
                      time ->
                          Stream.of(
                              Lifetime.tokensOfSessions("refresh_token", time),
                              Lifetime.tokensOfSessions("session_token", time),
                              Lifetime.sessions(time))),
              Stream.of(
                  Lifetime.of("session_token", "hash", "expires_at", DAY),
                  Lifetime.of("stored_reply", "key", "created_at", DAY),
                  Lifetime.of("login_attempt", "id", "reserved_at", DAY),
                  Lifetime.of("known_address", "address_key", "last_login", Duration.ofDays(90)),
                  // the longest time within which attempts are counted
                  Lifetime.of("name_attempt", "id", "created_at", DAY),
                  Lifetime.of("password_reset", "hash", "expires_at", Duration.ZERO)))
          .toList();

  int delete(Handle transaction, Lifetime lifetime, Instant before, int batch) {
    return transaction
        .createUpdate(lifetime.statement())
        .bind("before", before)
        .bind("batch", batch)
        .execute();
  }
}
