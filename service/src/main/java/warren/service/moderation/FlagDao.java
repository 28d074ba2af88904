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
import warren.service.paging.TimeCursor;
import warren.service.store.Ids;

/** Stores active and lifted flags. */
final class FlagDao {

  /** Lifts the active flag, if any. */
  void lift(
      Handle transaction, UUID accountId, UUID actorId, @Nullable String reason, Instant now) {
    transaction
        .createUpdate(
            """
            update flag
            set lifted_at = :now, lifted_by = :actor, lift_reason = :reason
            where account_id = :account and lifted_at is null
            """)
        .bind("account", accountId)
        .bind("actor", actorId)
        .bind("reason", reason)
        .bind("now", now)
        .execute();
  }

  /** Flags an account that has no active flag. */
  void insert(
      Handle transaction, UUID accountId, @Nullable String reason, UUID actorId, Instant now) {
    transaction
        .createUpdate(
            """
            insert into flag (id, account_id, reason, actor_id, flagged_at)
            values (:id, :account, :reason, :actor, :now)
            """)
        .bind("id", Ids.next())
        .bind("account", accountId)
        .bind("reason", reason)
        .bind("actor", actorId)
        .bind("now", now)
        .execute();
  }

  /** The flagged accounts, the newest flag first. */
  List<Flagged> list(Handle handle, TimeCursor after, long limit) {
    return handle
        .createQuery(
            """
            select account_id, username, reason, actor_id, flagged_at
            from flag
            join account on account.id = account_id
            where lifted_at is null and (flagged_at, account_id) < (:time, :id)
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
