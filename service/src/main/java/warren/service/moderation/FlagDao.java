package warren.service.moderation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.contracts.moderation.AllFlagged.Flagged;
import warren.service.store.Cursor;

/** Keeps flags. */
final class FlagDao {

  void put(Handle transaction, UUID accountId, @Nullable String reason, UUID actorId, Instant now) {
    transaction
        .createUpdate(
            """
            insert into flag (account_id, reason, actor_id, flagged_at)
            values (:account, :reason, :actor, :now)
            on conflict (account_id) do update
            set reason = excluded.reason, actor_id = excluded.actor_id,
                flagged_at = excluded.flagged_at
            """)
        .bind("account", accountId)
        .bind("reason", reason)
        .bind("actor", actorId)
        .bind("now", now)
        .execute();
  }

  void delete(Handle transaction, UUID accountId) {
    transaction
        .createUpdate("delete from flag where account_id = :account")
        .bind("account", accountId)
        .execute();
  }

  /** The flagged accounts, the newest flag first. */
  List<Flagged> list(Handle handle, Cursor after, long limit) {
    return handle
        .createQuery(
            """
            select account_id, username, reason, actor_id, flagged_at
            from flag
            join account on account.id = account_id
            where (flagged_at, account_id) < (:time, :id)
            order by flagged_at desc, account_id desc
            limit :limit
            """)
        .bind("time", after.time())
        .bind("id", after.id())
        .bind("limit", limit)
        .map((row, context) -> flagged(row))
        .list();
  }

  private static Flagged flagged(ResultSet row) throws SQLException {
    return new Flagged(
        row.getObject("account_id", UUID.class),
        row.getString("username"),
        row.getString("reason"),
        row.getObject("actor_id", UUID.class),
        row.getObject("flagged_at", OffsetDateTime.class).toInstant());
  }
}
