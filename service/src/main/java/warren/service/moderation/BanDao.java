package warren.service.moderation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.contracts.moderation.BanHistory.Ban;
import warren.service.paging.TimeCursor;
import warren.service.store.Ids;

/** Stores active and past bans. */
final class BanDao {

  /** Lifts the active ban, if any. An expired ban retains its end and is not recorded as lifted. */
  void lift(
      Handle transaction, UUID accountId, UUID actorId, @Nullable String reason, Instant now) {
    transaction
        .createUpdate(
            """
            update ban
            set lifted_at = least(:now, ends_at),
                lifted_by = case when ends_at <= :now then null else :actor end,
                lift_reason = case when ends_at <= :now then null else :reason end
            where account_id = :account and lifted_at is null
            """)
        .bind("account", accountId)
        .bind("actor", actorId)
        .bind("reason", reason)
        .bind("now", now)
        .execute();
  }

  /**
   * Bans an account that has no active ban.
   *
   * @param endsAt null for a permanent ban
   */
  void insert(
      Handle transaction,
      UUID accountId,
      @Nullable String reason,
      UUID actorId,
      Instant now,
      @Nullable Instant endsAt) {
    transaction
        .createUpdate(
            """
            insert into ban (id, account_id, reason, actor_id, started_at, ends_at)
            values (:id, :account, :reason, :actor, :now, cast(:endsAt as timestamptz))
            """)
        .bind("id", Ids.next())
        .bind("account", accountId)
        .bind("reason", reason)
        .bind("actor", actorId)
        .bind("now", now)
        .bind("endsAt", endsAt)
        .execute();
  }

  /** The bans of an account, the newest first. */
  List<Ban> list(Handle handle, UUID accountId, TimeCursor after, long limit) {
    return handle
        .createQuery(
            """
            select id, reason, actor_id, started_at, ends_at,
                   nullif(lifted_at, ends_at) as lifted_at, lifted_by, lift_reason
            from ban
            where account_id = :account and (started_at, id) < (:time, :id)
            order by started_at desc, id desc
            limit :limit
            """)
        .bind("account", accountId)
        .bind("time", after.time())
        .bind("id", after.id())
        .bind("limit", limit)
        .map((row, context) -> ban(row))
        .list();
  }

  private static Ban ban(ResultSet row) throws SQLException {
    return new Ban(
        row.getObject("id", UUID.class),
        row.getString("reason"),
        row.getObject("actor_id", UUID.class),
        row.getObject("started_at", OffsetDateTime.class).toInstant(),
        instant(row, "ends_at"),
        instant(row, "lifted_at"),
        row.getObject("lifted_by", UUID.class),
        row.getString("lift_reason"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  /** The user name of an account; empty if the account does not exist. */
  Optional<String> username(Handle handle, UUID accountId) {
    return handle
        .createQuery("select username from account where id = :id and erased_at is null")
        .bind("id", accountId)
        .mapTo(String.class)
        .findOne();
  }
}
