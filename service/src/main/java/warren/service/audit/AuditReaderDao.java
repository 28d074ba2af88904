package warren.service.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.contracts.service.AuditLog.Entry;
import warren.contracts.service.AuditLogRequest;
import warren.service.paging.TimeCursor;

/** Reads the audit log. */
final class AuditReaderDao {

  /** An entry and its id, which is part of the cursor. */
  record Row(UUID id, Entry entry) {}

  List<Row> list(Handle handle, AuditLogRequest request, TimeCursor after, long limit) {
    return handle
        .createQuery(
            """
            select id, at, operation, outcome,
                   actor_id,
                   (select username from account where account.id = actor_id) as actor_username,
                   account_id,
                   (select username from account where account.id = account_id)
                     as account_username,
                   name_mac,
                   host(client_address) as client_address, client_address_trusted, correlation_id
            from audit_entry
            where (at, id) < (:time, :id)
              and (cast(:account as uuid) is null
                or actor_id = cast(:account as uuid) or account_id = cast(:account as uuid))
              and (cast(:operation as text) is null or operation = cast(:operation as text))
              and at >= coalesce(cast(:since as timestamptz), '-infinity')
            order by at desc, id desc
            limit :limit
            """)
        .bind("time", after.time())
        .bind("id", after.id())
        .bind("account", request.userId())
        .bind("operation", request.operation())
        .bind("since", request.since())
        .bind("limit", limit)
        .map((row, context) -> new Row(row.getObject("id", UUID.class), entry(row)))
        .list();
  }

  private static Entry entry(ResultSet row) throws SQLException {
    var nameMac = row.getBytes("name_mac");
    return new Entry(
        time(row),
        row.getString("operation"),
        row.getString("outcome"),
        row.getObject("actor_id", UUID.class),
        row.getString("actor_username"),
        row.getObject("account_id", UUID.class),
        row.getString("account_username"),
        hex(nameMac),
        row.getString("client_address"),
        row.getBoolean("client_address_trusted"),
        row.getString("correlation_id"));
  }

  private static Instant time(ResultSet row) throws SQLException {
    return row.getObject("at", OffsetDateTime.class).toInstant();
  }

  private static @Nullable String hex(byte @Nullable [] nameMac) {
    return nameMac == null ? null : HexFormat.of().formatHex(nameMac);
  }
}
