package warren.service.accounts;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import warren.service.store.BatchLoop;
import warren.service.store.Store;

/**
 * Erases what the deletion of an account has left: what a request wrote at the same moment that
 * doesn't lock the account, and what is too much for one transaction. Thread-safe.
 */
public final class Erasures {
  /** Longer than any request takes. */
  private static final Duration WRITTEN_WITHIN = Duration.ofHours(1);

  private final Store store;
  private final ErasureDao dao = new ErasureDao();

  public Erasures(Store store) {
    this.store = store;
  }

  /** Erases what is left; bounded, so that the rest is for the next time. */
  public void finish() {
    var ids = store.read(handle -> dao.erasing(handle, BatchLoop.BATCH_SIZE));
    if (!ids.isEmpty()) {
      finish(ids);
    }
  }

  private void finish(List<UUID> ids) {
    BatchLoop.run(() -> store.write(tx -> dao.eraseReplies(tx, ids, BatchLoop.BATCH_SIZE)));
    BatchLoop.run(() -> store.write(tx -> dao.eraseSources(tx, ids, BatchLoop.BATCH_SIZE)));
    store.run(handle -> dao.erased(handle, ids, store.now().minus(WRITTEN_WITHIN)));
  }
}
