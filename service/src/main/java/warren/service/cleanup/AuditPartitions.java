package warren.service.cleanup;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import warren.service.store.AdvisoryLock;
import warren.service.store.Sha256;
import warren.service.store.Store;

/** The audit's months: made before they begin, dropped when all of one is older than is kept. */
public final class AuditPartitions {
  private static final Pattern NAME = Pattern.compile("audit_entry_(\\d{4})_(\\d{2})");
  private static final byte[] LOCK = Sha256.of("audit partitions");

  private final Store store;
  private final Duration retention;

  public AuditPartitions(Store store, Duration retention) {
    this.store = store;
    this.retention = retention;
  }

  /** Makes this month's and the next month's partition, and drops those that are over. */
  public void keep() {
    if (!store.read(this::isKept)) {
      store.<Boolean>write(
          transaction -> {
            AdvisoryLock.take(transaction, LOCK);
            wanted().forEach(month -> create(transaction, month));
            outdated(transaction).forEach(month -> drop(transaction, month));
            return true;
          });
    }
  }

  private boolean isKept(Handle handle) {
    return existing(handle).containsAll(wanted()) && outdated(handle).isEmpty();
  }

  private List<YearMonth> wanted() {
    var month = monthOf(store.now());
    return List.of(month, month.plusMonths(1));
  }

  private List<YearMonth> outdated(Handle handle) {
    var oldestKept = monthOf(store.now().minus(retention));
    return existing(handle).stream().filter(month -> month.isBefore(oldestKept)).toList();
  }

  private static List<YearMonth> existing(Handle handle) {
    return handle
        .createQuery(
            """
            select inhrelid::regclass::text
            from pg_inherits
            where inhparent = 'audit_entry'::regclass
            """)
        .mapTo(String.class)
        .stream()
        .map(NAME::matcher)
        .filter(name -> name.matches())
        .map(name -> YearMonth.of(Integer.parseInt(name.group(1)), Integer.parseInt(name.group(2))))
        .toList();
  }

  private static YearMonth monthOf(Instant time) {
    return YearMonth.from(time.atOffset(ZoneOffset.UTC));
  }

  private static String nameOf(YearMonth month) {
    return "audit_entry_%04d_%02d".formatted(month.getYear(), month.getMonthValue());
  }

  private static void create(Handle transaction, YearMonth month) {
    transaction.execute(
        "create table if not exists %s partition of audit_entry for values from ('%s') to ('%s')"
            .formatted(nameOf(month), firstDay(month), firstDay(month.plusMonths(1))));
  }

  private static String firstDay(YearMonth month) {
    return month.atDay(1) + " 00:00:00+00";
  }

  private static void drop(Handle transaction, YearMonth month) {
    transaction.execute("drop table " + nameOf(month));
  }
}
