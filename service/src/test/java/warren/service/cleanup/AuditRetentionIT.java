package warren.service.cleanup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import warren.service.support.Await;
import warren.service.support.Rows;
import warren.service.support.WarrenTest;
import warren.service.support.WarrenTest.Scope;

/**
 * The monthly partitions of the audit log: created before their month, and dropped when all their
 * entries are older than the retention.
 */
@WarrenTest(scope = Scope.TEST)
class AuditRetentionIT {
  static final String OFTEN = "WARREN_CLEANUP_INTERVAL=50ms";

  @WarrenTest(
      settings = {OFTEN, "WARREN_AUDIT_RETENTION=365d"},
      scope = Scope.TEST)
  @Test
  void partitionsExistForThisMonthTheNextAndThoseWithinAYear(Rows rows) throws Exception {
    assertKeptAndDropped(365, rows);
  }

  @WarrenTest(
      settings = {OFTEN, "WARREN_AUDIT_RETENTION=90d"},
      scope = Scope.TEST)
  @Test
  void partitionsExistForThisMonthTheNextAndThoseWithin90Days(Rows rows) throws Exception {
    assertKeptAndDropped(90, rows);
  }

  @WarrenTest(
      settings = {OFTEN, "WARREN_AUDIT_RETENTION=40d"},
      scope = Scope.TEST)
  @Test
  void partitionsExistForThisMonthTheNextAndThoseWithin40Days(Rows rows) throws Exception {
    assertKeptAndDropped(40, rows);
  }

  private static void assertKeptAndDropped(int days, Rows rows) throws Exception {
    var today = LocalDate.now(ZoneOffset.UTC);
    var month = YearMonth.from(today);
    assertEquals(names(month, month.plusMonths(1)), partitions(rows));
    var kept = YearMonth.from(today.minusDays(days));
    var dropped = kept.minusMonths(1);
    // the partition created last is dropped while the other exists
    add(kept, rows);
    add(dropped, rows);
    Await.until("the old month is gone", () -> !partitions(rows).containsAll(names(dropped)));
    assertEquals(names(kept, month, month.plusMonths(1)), partitions(rows));
  }

  private static void add(YearMonth month, Rows rows) {
    rows.change(
        "create table %s partition of audit_entry for values from ('%s') to ('%s')"
            .formatted(nameOf(month), month.atDay(1), month.plusMonths(1).atDay(1)));
  }

  private static List<String> partitions(Rows rows) {
    return rows.all(
        String.class,
        """
        select inhrelid::regclass::text from pg_inherits
        where inhparent = 'audit_entry'::regclass order by 1
        """);
  }

  private static List<String> names(YearMonth... months) {
    return Stream.of(months).map(AuditRetentionIT::nameOf).toList();
  }

  private static String nameOf(YearMonth month) {
    return "audit_entry_%04d_%02d".formatted(month.getYear(), month.getMonthValue());
  }
}
