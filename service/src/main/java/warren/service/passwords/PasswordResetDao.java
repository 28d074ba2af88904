package warren.service.passwords;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import warren.service.identity.EmailKey;
import warren.service.identity.NameKey;

/** Stores the hashes of default passwords that were issued and not used yet. */
final class PasswordResetDao {
  Optional<UUID> byUsername(Handle handle, String username) {
    return find(handle, "username_key", NameKey.of(username));
  }

  Optional<UUID> byEmail(Handle handle, String email) {
    return find(handle, "email_key", EmailKey.of(email));
  }

  private static Optional<UUID> find(Handle handle, String column, String key) {
    return handle
        .createQuery("select id from account where %s = :key".formatted(column))
        .bind("key", key)
        .mapTo(UUID.class)
        .findOne();
  }

  void insert(Handle transaction, byte[] hash, UUID accountId, Instant now, Instant expiresAt) {
    transaction
        .createUpdate(
            """
            insert into password_reset (hash, account_id, created_at, expires_at)
            values (:hash, :account, :now, :expiresAt)
            """)
        .bind("hash", hash)
        .bind("account", accountId)
        .bind("now", now)
        .bind("expiresAt", expiresAt)
        .execute();
  }

  /** The account of a default password that has not expired. */
  Optional<UUID> accountOf(Handle handle, byte[] hash, Instant now) {
    return handle
        .createQuery(
            "select account_id from password_reset where hash = :hash and expires_at > :now")
        .bind("hash", hash)
        .bind("now", now)
        .mapTo(UUID.class)
        .findOne();
  }

  /**
   * Deletes the default passwords of an account, except the one just issued and the newest others.
   * Those may be newer than the issued one by the clock of another process.
   */
  void deleteOlder(Handle transaction, UUID accountId, byte[] issued, int retainedOthers) {
    transaction
        .createUpdate(
            """
            delete from password_reset
            where hash in (
              select hash from password_reset
              where account_id = :account and hash <> :issued
              order by created_at desc
              offset :retained)
            """)
        .bind("account", accountId)
        .bind("issued", issued)
        .bind("retained", retainedOthers)
        .execute();
  }

  void deleteAll(Handle transaction, UUID accountId) {
    transaction
        .createUpdate("delete from password_reset where account_id = :account")
        .bind("account", accountId)
        .execute();
  }
}
