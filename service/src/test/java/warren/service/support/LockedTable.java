package warren.service.support;

import org.jdbi.v3.core.Handle;

/**
 * Makes every request wait that writes to a table, until this is closed or the service's own
 * patience of 5 s ends.
 */
public final class LockedTable implements AutoCloseable {
  private final Handle holder;
  private final Handle watcher;

  public LockedTable(TestService service, String table) {
    watcher = service.database().open();
    holder = service.database().open();
    holder.begin();
    holder.execute("lock table " + table + " in exclusive mode");
  }

  /** Returns once so many sessions wait for a lock. */
  public void awaitWaiting(int sessions) throws Exception {
    Await.until(sessions + " sessions wait", () -> waiting() == sessions);
  }

  private int waiting() {
    return watcher
        .createQuery(
            """
            select count(distinct pid) from pg_locks
            where not granted
              and pid in (select pid from pg_stat_activity where datname = current_database())
            """)
        .mapTo(Integer.class)
        .one();
  }

  @Override
  public void close() {
    try (holder;
        watcher) {
      holder.rollback();
    }
  }
}
