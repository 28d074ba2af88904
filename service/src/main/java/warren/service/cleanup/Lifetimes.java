package warren.service.cleanup;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import warren.service.store.Store;

/**
 * Everything that has a lifetime, and how it is removed: in small batches, each a transaction of
 * its own, leaving what another process is just removing.
 */
final class Lifetimes {
  private static final int BATCH = 500;
  private static final int MAX_BATCHES = 200;
  private static final Duration DAY = Duration.ofDays(1);

  /** What a statement removes: so long after this time. */
  private record Lifetime(String table, String key, String time, Duration after) {
    String statement() {
      return """
          delete from %1$s
          where %2$s in (
            select %2$s from %1$s
            where %3$s <= :before
            order by %3$s
            limit :batch
            for update skip locked)
          """
          .formatted(table, key, time);
    }
  }

  private static final List<Lifetime> ALL =
      List.of(
          // a redelivered request is known by its token for a day
          new Lifetime("session", "id", "ended_at", DAY),
          new Lifetime("session", "id", "expires_at", DAY),
          new Lifetime("session_token", "hash", "expires_at", DAY),
          new Lifetime("stored_reply", "key", "created_at", DAY),
          new Lifetime("login_attempt", "id", "reserved_at", DAY),
          new Lifetime("anonymous_creation", "id", "created_at", Duration.ofHours(1)),
          new Lifetime("password_reset", "hash", "expires_at", Duration.ZERO));

  private final Store store;

  Lifetimes(Store store) {
    this.store = store;
  }

  /** Removes what is over; bounded, so that the rest is for the next time. */
  void removeOutdated() {
    for (var lifetime : ALL) {
      var before = store.now().minus(lifetime.after());
      var batches = 0;
      while (batches < MAX_BATCHES && removed(lifetime, before) == BATCH) {
        batches++;
      }
    }
  }

  private int removed(Lifetime lifetime, Instant before) {
    return store.write(transaction -> removed(transaction, lifetime, before));
  }

  private static int removed(Handle transaction, Lifetime lifetime, Instant before) {
    return transaction
        .createUpdate(lifetime.statement())
        .bind("before", before)
        .bind("batch", BATCH)
        .execute();
  }
}
