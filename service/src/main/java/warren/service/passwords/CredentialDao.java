package warren.service.passwords;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.service.store.NameKey;
import warren.service.store.StandingBan;

/** What passwords are checked against, and where they are changed. */
final class CredentialDao {
  private static final String STANDING =
      "enabled, exists (select " + StandingBan.FROM + ") as banned";

  /**
   * What a password is checked against.
   *
   * @param version changes with the password, and not when it is hashed again
   */
  record Credential(
      UUID accountId,
      String username,
      @Nullable String email,
      String hash,
      int version,
      Standing standing) {
    @Override
    public String toString() {
      return accountId.toString();
    }
  }

  /** Whether an account may be logged in to. */
  record Standing(boolean enabled, boolean banned) {}

  Optional<Credential> find(Handle handle, String username, Instant now) {
    return find(handle, "username_key = :name", NameKey.of(username), now);
  }

  Optional<Credential> find(Handle handle, UUID accountId, Instant now) {
    return find(handle, "id = :name and erased_at is null", accountId, now);
  }

  private static Optional<Credential> find(
      Handle handle, String condition, Object name, Instant now) {
    return handle
        .createQuery(
            """
            select id, username, email, password_hash, password_version, %s
            from account
            where %s
            """
                .formatted(STANDING, condition))
        .bind("name", name)
        .bind("now", now)
        .map((row, context) -> credential(row))
        .findOne();
  }

  private static Credential credential(ResultSet row) throws SQLException {
    return new Credential(
        row.getObject("id", UUID.class),
        row.getString("username"),
        row.getString("email"),
        row.getString("password_hash"),
        row.getInt("password_version"),
        standing(row));
  }

  private static Standing standing(ResultSet row) throws SQLException {
    return new Standing(row.getBoolean("enabled"), row.getBoolean("banned"));
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
        .createQuery("select %s from account where id = :id".formatted(STANDING))
        .bind("id", accountId)
        .bind("now", now)
        .map((row, context) -> standing(row))
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

  void change(Handle transaction, UUID accountId, String hash, Instant now) {
    transaction
        .createUpdate(
            """
            update account
            set password_hash = :hash, password_version = password_version + 1, updated_at = :now
            where id = :id
            """)
        .bind("hash", hash)
        .bind("now", now)
        .bind("id", accountId)
        .execute();
  }
}
