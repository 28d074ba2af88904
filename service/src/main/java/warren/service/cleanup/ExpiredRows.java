package warren.service.cleanup;

import java.util.List;
import warren.service.cleanup.ExpiredRowsDao.Lifetime;
import warren.service.store.BatchLoop;
import warren.service.store.Store;

/** Deletes rows whose lifetime has ended, in small batches with a transaction each. */
final class ExpiredRows {
  private final Store store;
  private final ExpiredRowsDao dao = new ExpiredRowsDao();

  ExpiredRows(Store store) {
    this.store = store;
  }

  /** A task for each lifetime. Each is limited, and leaves the remaining rows for the next run. */
  List<Runnable> tasks() {
    return ExpiredRowsDao.ALL.stream().<Runnable>map(lifetime -> () -> delete(lifetime)).toList();
  }

  private void delete(Lifetime lifetime) {
    var before = store.now().minus(lifetime.after());
    BatchLoop.run(() -> store.write(tx -> dao.delete(tx, lifetime, before, BatchLoop.BATCH_SIZE)));
  }
}
