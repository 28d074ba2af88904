package warren.service.rpc;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.service.store.Sql;

/** The stored replies of commands. */
final class StoredReplyDao {
  private static final Sql FIND =
      Sql.of("select body_mac, reply from stored_reply where key = :key and created_at > :expired");

  // most principals act on their own account; then storing the reply changes no indexed column
  private static final Sql CLAIM =
      Sql.of(
          """
          insert into stored_reply (key, account_id, subject_id, body_mac, created_at)
          values (:key, cast(:account as uuid), cast(:account as uuid), :mac, :receivedAt)
          on conflict (key) do update
          set body_mac = excluded.body_mac, reply = null, created_at = excluded.created_at
          -- the same correlation id with another body is another request, and so is an
          -- older one; a reply stored since this request was received belongs to a
          -- redelivery of it that was executed first
          where stored_reply.created_at <= :expired
            or not :byMessageId
            and (stored_reply.body_mac <> excluded.body_mac
              or not :redelivered and stored_reply.created_at < excluded.created_at)
          """);

  private static final Sql STORE =
      Sql.of(
          """
          update stored_reply set reply = :reply, subject_id = cast(:subject as uuid)
          where key = :key
          """);

  private static final Sql RELEASE = Sql.of("delete from stored_reply where key = :key");

  Optional<StoredReply> find(Handle handle, byte[] key, Instant expired) {
    return FIND.on(handle)
        .bind("key", key)
        .bind("expired", expired)
        .findOne(row -> new StoredReply(row.getBytes("body_mac"), row.getBytes("reply")));
  }

  /** Reserves the key of a reply; false if another delivery of the request was first. */
  boolean claim(
      Handle transaction,
      byte[] key,
      @Nullable UUID account,
      byte[] bodyMac,
      DeliveryContext delivery) {
    return CLAIM
            .on(transaction)
            .bind("key", key)
            .bind("account", account)
            .bind("mac", bodyMac)
            .bind("receivedAt", delivery.receivedAt())
            .bind("expired", delivery.expired())
            .bind("byMessageId", delivery.byMessageId())
            .bind("redelivered", delivery.redelivered())
            .execute()
        == 1;
  }

  /** Gives up a reserved key. */
  void release(Handle transaction, byte[] key) {
    RELEASE.on(transaction).bind("key", key).execute();
  }

  /**
   * The circumstances of a delivery, which decide whether it replaces a stored reply.
   *
   * @param receivedAt the time when the request was received
   * @param expired replies stored before this time are no longer valid
   * @param byMessageId whether the request has an idempotency key
   * @param redelivered whether the broker has delivered the request before
   */
  record DeliveryContext(
      Instant receivedAt, Instant expired, boolean byMessageId, boolean redelivered) {}

  /** Stores the reply of a reserved key, together with the commit. */
  void store(Handle transaction, byte[] key, byte[] reply, @Nullable UUID subject) {
    STORE
        .on(transaction)
        .bind("reply", reply)
        .bind("subject", subject)
        .bind("key", key)
        .executeAtCommit();
  }

  /** A reply and the HMAC of its request's body. */
  static final class StoredReply {
    private final byte[] bodyMac;
    private final byte[] reply;

    StoredReply(byte[] bodyMac, byte[] reply) {
      this.bodyMac = bodyMac;
      this.reply = reply;
    }

    byte[] bodyMac() {
      return bodyMac;
    }

    byte[] reply() {
      return reply;
    }
  }
}
