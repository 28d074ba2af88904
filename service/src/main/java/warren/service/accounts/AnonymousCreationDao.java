package warren.service.accounts;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Stores when accounts were created without permission to create accounts, by client address. */
final class AnonymousCreationDao {
  /**
   * The time of the creation that precedes {@code offset} newer ones, if there are more than that.
   *
   * @param addressKey HMAC of the client address
   * @param since ignores creations at or before this time
   */
  Optional<Instant> nthNewest(Handle handle, byte[] addressKey, int offset, Instant since) {
    return handle
        .createQuery(
            """
            select created_at from anonymous_creation
            where address_key = :key and created_at > :since
            order by created_at desc
            offset :offset limit 1
            """)
        .bind("key", addressKey)
        .bind("since", since)
        .bind("offset", offset)
        .mapTo(OffsetDateTime.class)
        .findOne()
        .map(OffsetDateTime::toInstant);
  }

  void insert(Handle transaction, UUID id, byte[] addressKey, Instant now) {
    transaction
        .createUpdate(
            "insert into anonymous_creation (id, address_key, created_at) values (:id, :key, :now)")
        .bind("id", id)
        .bind("key", addressKey)
        .bind("now", now)
        .execute();
  }

  void delete(Handle handle, UUID id) {
    handle.createUpdate("delete from anonymous_creation where id = :id").bind("id", id).execute();
  }
}
