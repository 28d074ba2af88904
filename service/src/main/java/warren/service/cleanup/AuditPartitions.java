package warren.service.cleanup;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Handle;
import warren.service.store.AdvisoryLock;
import warren.service.store.Sha256;
import warren.service.store.Store;

/**
 * The months of the audit log: a partition is created before its month begins, and dropped when all
 * of its entries are older than the retention. Thread-safe.
 */
public final class AuditPartitions {
  private static final byte[] LOCK = Sha256.of("audit partitions");

  private final Store store;
  private final Duration retention;
  private final AuditPartitionDao dao = new AuditPartitionDao();

  public AuditPartitions(Store store, Duration retention) {
    this.store = store;
    this.retention = retention;
  }

  /** Creates the partitions of this month and the next one, and drops the expired ones. */
  public void update() {
    if (!store.read(this::isUpToDate)) {
      store.<Boolean>write(
          transaction -> {
            AdvisoryLock.acquire(transaction, LOCK);
            required().forEach(month -> dao.create(transaction, month));
            expired(transaction).forEach(month -> dao.drop(transaction, month));
            return true;
          });
    }
  }

  private boolean isUpToDate(Handle handle) {
    return dao.existing(handle).containsAll(required()) && expired(handle).isEmpty();
  }

  private List<YearMonth> required() {
    var month = monthOf(store.now());
    return List.of(month, month.plusMonths(1));
  }

  private List<YearMonth> expired(Handle handle) {
    var oldestRetained = monthOf(store.now().minus(retention));
    return dao.existing(handle).stream().filter(month -> month.isBefore(oldestRetained)).toList();
  }

  private static YearMonth monthOf(Instant time) {
    return YearMonth.from(time.atOffset(ZoneOffset.UTC));
  }
}
