package warren.service.cleanup;

import java.util.List;
import warren.service.cleanup.ExpiredRowsDao.Lifetime;
import warren.service.store.Batches;
import warren.service.store.Store;

/** Deletes rows whose lifetime has ended, in small batches with a transaction each. */
final class ExpiredRows {
  private final Store store;
  private final ExpiredRowsDao dao = new ExpiredRowsDao();

  ExpiredRows(Store store) {
    this.store = store;
  }

  /** One task for each lifetime; bounded, so that the rest is left for the next run. */
  List<Runnable> tasks() {
    return ExpiredRowsDao.ALL.stream().<Runnable>map(lifetime -> () -> delete(lifetime)).toList();
  }

  private void delete(Lifetime lifetime) {
    var before = store.now().minus(lifetime.after());
    Batches.repeat(() -> store.write(tx -> dao.delete(tx, lifetime, before, Batches.SIZE)));
  }
}
