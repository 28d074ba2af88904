package warren.service.store;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jdbi.v3.core.Handle;

/** Locks that belong to no row. One transaction at a time holds a lock, until it ends. */
public final class AdvisoryLock {
  private static final Sql LOCK =
      Sql.of("select count(pg_advisory_xact_lock(key)) from unnest(:keys) as key");

  private AdvisoryLock() {}

  /**
   * Acquires the locks of these keys, always in the same order, which prevents deadlocks.
   *
   * @param keys of at least 8 bytes each, as evenly distributed as a hash
   */
  public static void acquire(Handle transaction, byte[]... keys) {
    var numbers =
        Arrays.stream(keys).mapToLong(key -> ByteBuffer.wrap(key).getLong()).sorted().toArray();
    LOCK.on(transaction).bind("keys", numbers).exists();
  }
}
