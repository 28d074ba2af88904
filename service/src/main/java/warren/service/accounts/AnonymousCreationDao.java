package warren.service.accounts;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import warren.service.store.Ids;

/** Anonymous creations of accounts, by the HMAC of the client address. */
final class AnonymousCreationDao {
  /** The time of the creation since then that was followed by that many newer ones, if any. */
  Optional<Instant> creationBefore(Handle handle, byte[] addressKey, int newer, Instant since) {
    return handle
        .createQuery(
            """
            select created_at from anonymous_creation
            where address_key = :key and created_at > :since
            order by created_at desc
            offset :newer limit 1
            """)
        .bind("key", addressKey)
        .bind("since", since)
        .bind("newer", newer)
        .mapTo(OffsetDateTime.class)
        .findOne()
        .map(OffsetDateTime::toInstant);
  }

  void insert(Handle transaction, byte[] addressKey, Instant now) {
    transaction
        .createUpdate(
            "insert into anonymous_creation (id, address_key, created_at) values (:id, :key, :now)")
        .bind("id", Ids.next())
        .bind("key", addressKey)
        .bind("now", now)
        .execute();
  }
}
