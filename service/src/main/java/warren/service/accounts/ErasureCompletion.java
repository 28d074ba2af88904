package warren.service.accounts;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import warren.service.store.BatchLoop;
import warren.service.store.Store;

/**
 * Completes the erasure of deleted accounts: erases data that concurrent requests wrote without
 * locking the account, and data that was too much for one transaction. Thread-safe.
 */
public final class ErasureCompletion {
  /** Exceeds the duration of any request. */
  private static final Duration MAX_REQUEST_TIME = Duration.ofHours(1);

  private final Store store;
  private final ErasureDao dao = new ErasureDao();

  public ErasureCompletion(Store store) {
    this.store = store;
  }

  /** Erases the remaining data, up to a bounded amount; the next run continues. */
  public void finish() {
    var ids = store.read(handle -> dao.incomplete(handle, BatchLoop.BATCH_SIZE));
    if (!ids.isEmpty()) {
      finish(ids);
    }
  }

  private void finish(List<UUID> ids) {
    BatchLoop.run(() -> store.write(tx -> dao.eraseReplies(tx, ids, BatchLoop.BATCH_SIZE)));
    BatchLoop.run(() -> store.write(tx -> dao.eraseClientAddresses(tx, ids, BatchLoop.BATCH_SIZE)));
    store.run(handle -> dao.complete(handle, ids, store.now().minus(MAX_REQUEST_TIME)));
  }
}
