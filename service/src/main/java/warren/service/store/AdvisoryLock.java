package warren.service.store;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jdbi.v3.core.Handle;

/** Locks on what has no row: held by one transaction at a time, until it ends. */
public final class AdvisoryLock {
  private static final Sql LOCK =
      Sql.of("select count(pg_advisory_xact_lock(key)) from unnest(:keys) as key");

  private AdvisoryLock() {}

  /**
   * Takes the locks of these keys, always in the same order, so that nobody waits in a circle.
   *
   * @param keys of 8 bytes or more, as even as a hash
   */
  public static void take(Handle transaction, byte[]... keys) {
    var numbers =
        Arrays.stream(keys).mapToLong(key -> ByteBuffer.wrap(key).getLong()).sorted().toArray();
    LOCK.on(transaction).bind("keys", numbers).any();
  }
}
