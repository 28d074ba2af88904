package warren.service.cleanup;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Everything that has a lifetime, and how it is removed: in small batches, each a transaction of
 * its own, leaving what another process is just removing.
 */
final class ExpiredRowsDao {
  private static final Duration DAY = Duration.ofDays(1);

  /** What a statement removes: up to a batch of what was over before a time, so long ago. */
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

    /** Of sessions that are over: of one alone there may be more than a statement has time for. */
    static Lifetime ofSessions(String table, String time) {
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

    /** The sessions themselves, of which nothing is left. */
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
              // a redelivered request is known by its token for a day
              Stream.of("ended_at", "expires_at")
                  .flatMap(
                      time ->
                          Stream.of(
                              Lifetime.ofSessions("refresh_token", time),
                              Lifetime.ofSessions("session_token", time),
                              Lifetime.sessions(time))),
              Stream.of(
                  Lifetime.of("session_token", "hash", "expires_at", DAY),
                  Lifetime.of("stored_reply", "key", "created_at", DAY),
                  Lifetime.of("login_attempt", "id", "reserved_at", DAY),
                  Lifetime.of("anonymous_creation", "id", "created_at", Duration.ofHours(1)),
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
