package warren.service.cleanup;

import java.time.YearMonth;
import java.util.List;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/** The partitions of the audit log, one for each month. */
final class AuditPartitionDao {
  private static final Pattern NAME = Pattern.compile("audit_entry_(\\d{4})_(\\d{2})");

  List<YearMonth> existing(Handle handle) {
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

  void create(Handle transaction, YearMonth month) {
    transaction.execute(
        "create table if not exists %s partition of audit_entry for values from ('%s') to ('%s')"
            .formatted(nameOf(month), firstDay(month), firstDay(month.plusMonths(1))));
  }

  void drop(Handle transaction, YearMonth month) {
    transaction.execute("drop table " + nameOf(month));
  }

  private static String nameOf(YearMonth month) {
    return "audit_entry_%04d_%02d".formatted(month.getYear(), month.getMonthValue());
  }

  private static String firstDay(YearMonth month) {
    return month.atDay(1) + " 00:00:00+00";
  }
}
