package warren.service.passwords;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What a login reads and writes of an account. */
final class CredentialDao {
  /**
   * What a password is checked against.
   *
   * @param version changes with the password, and not when it is hashed again
   */
  record Credential(UUID accountId, String hash, int version) {
    @Override
    public String toString() {
      return accountId.toString();
    }
  }

  /** Whether an account may be logged in to. */
  record Standing(boolean enabled, boolean banned) {}

  Optional<Credential> find(Handle handle, String usernameKey) {
    return handle
        .createQuery(
            """
            select id, password_hash, password_version from account where username_key = :key
            """)
        .bind("key", usernameKey)
        .map(
            (row, context) ->
                new Credential(
                    row.getObject("id", UUID.class),
                    row.getString("password_hash"),
                    row.getInt("password_version")))
        .findOne();
  }

  /**
   * Locks the account; false if it was erased or its password changed since the hash was read. Only
   * a later statement sees what whoever held the lock before has written to other tables.
   */
  boolean lock(Handle transaction, Credential credential) {
    return transaction
        .createQuery(
            """
            select true
            from account
            where id = :id and password_version = :version and erased_at is null
            for no key update
            """)
        .bind("id", credential.accountId())
        .bind("version", credential.version())
        .mapTo(Boolean.class)
        .findOne()
        .isPresent();
  }

  Standing standing(Handle transaction, UUID accountId, Instant now) {
    return transaction
        .createQuery(
            """
            select enabled,
                   exists (
                     select from ban
                     where ban.account_id = account.id
                       and ban.lifted_at is null
                       and (ban.ends_at is null or ban.ends_at > :now)) as banned
            from account
            where id = :id
            """)
        .bind("id", accountId)
        .bind("now", now)
        .map((row, context) -> new Standing(row.getBoolean("enabled"), row.getBoolean("banned")))
        .one();
  }

  void loggedIn(Handle transaction, UUID accountId, @Nullable String newHash, Instant now) {
    transaction
        .createUpdate(
            """
            update account
            set last_login = :now, password_hash = coalesce(:newHash, password_hash)
            where id = :id
            """)
        .bind("now", now)
        .bind("newHash", newHash)
        .bind("id", accountId)
        .execute();
  }
}
