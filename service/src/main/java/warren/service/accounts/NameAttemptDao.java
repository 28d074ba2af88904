package warren.service.accounts;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Stores the attempts to take a user name or an e-mail address without a permission, by sender. */
final class NameAttemptDao {
  /**
   * The time of the attempt that precedes {@code offset} newer ones, if there are more than that.
   *
   * @param senderKey HMAC of the sender
   * @param since ignores attempts at or before this time
   */
  Optional<Instant> nthNewest(Handle handle, byte[] senderKey, int offset, Instant since) {
    return handle
        .createQuery(
            """
            select created_at from name_attempt
            where sender_key = :key and created_at > :since
            order by created_at desc
            offset :offset limit 1
            """)
        .bind("key", senderKey)
        .bind("since", since)
        .bind("offset", offset)
        .mapTo(OffsetDateTime.class)
        .findOne()
        .map(OffsetDateTime::toInstant);
  }

  void insert(Handle transaction, UUID id, byte[] senderKey, Instant now) {
    transaction
        .createUpdate(
            "insert into name_attempt (id, sender_key, created_at) values (:id, :key, :now)")
        .bind("id", id)
        .bind("key", senderKey)
        .bind("now", now)
        .execute();
  }

  void delete(Handle handle, UUID id) {
    handle.createUpdate("delete from name_attempt where id = :id").bind("id", id).execute();
  }
}
