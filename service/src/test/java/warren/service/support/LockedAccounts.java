package warren.service.support;

import org.jdbi.v3.core.Handle;

/**
 * Makes every request that needs the accounts wait, until this is closed or the service's own
 * patience of 5 s ends.
 */
public final class LockedAccounts implements AutoCloseable {
  private final Handle holder;
  private final Handle watcher;

  public LockedAccounts(TestService service) {
    watcher = service.database().open();
    holder = service.database().open();
    holder.begin();
    holder.execute("lock table account in access exclusive mode");
  }

  /** Returns once so many wait. */
  public void awaitWaiting(int requests) throws Exception {
    Await.until(requests + " requests wait for the accounts", () -> waiting() == requests);
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
