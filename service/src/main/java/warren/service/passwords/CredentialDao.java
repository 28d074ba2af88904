package warren.service.passwords;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.service.identity.AccountNames;
import warren.service.identity.ActiveBan;
import warren.service.store.Sql;

/** Reads, locks and changes the credentials of accounts. */
final class CredentialDao {
  private static final String STATE_COLUMNS =
      "enabled, exists (select " + ActiveBan.FROM + ") as banned";

  private static final String SELECT =
      "select id, username, email, password_hash, password_version, "
          + STATE_COLUMNS
          + " from account ";

  private static final Sql BY_USERNAME = Sql.of(SELECT + "where username_key = :key");
  private static final Sql BY_EMAIL = Sql.of(SELECT + "where email_key = :key");
  private static final Sql BY_ID = Sql.of(SELECT + "where id = :id and erased_at is null");

  private static final Sql LOCK =
      Sql.of(
          """
          select true
          from account
          where id = :id and password_version = :version and erased_at is null
          for no key update
          """);

  private static final Sql STATE =
      Sql.of("select %s from account where id = :id".formatted(STATE_COLUMNS));

  private static final Sql RECORD_LOGIN =
      Sql.of(
          """
          update account
          set last_login = :now, password_hash = coalesce(:newHash, password_hash)
          where id = :id
          """);

  private static final Sql CHANGE =
      Sql.of(
          """
          update account
          set password_hash = :hash, password_version = password_version + 1, updated_at = :now
          where id = :id
          """);

  /**
   * The stored credential of an account.
   *
   * @param hash the password hash
   * @param version incremented when the password changes, but not when it is only hashed again
   * @param state the state of the account when the credential was read
   */
  record Credential(
      UUID accountId,
      String username,
      @Nullable String email,
      String hash,
      int version,
      AccountState state) {
    AccountNames names() {
      return new AccountNames(username, email);
    }

    @Override
    public String toString() {
      return accountId.toString();
    }
  }

  /** The conditions for a login other than the password. */
  record AccountState(boolean enabled, boolean banned) {}

  Optional<Credential> find(Handle handle, AccountName name, Instant now) {
    var select =
        switch (name.kind()) {
          case USERNAME -> BY_USERNAME;
          case EMAIL -> BY_EMAIL;
        };
    return find(select.on(handle).bind("key", name.key()), now);
  }

  Optional<Credential> find(Handle handle, UUID accountId, Instant now) {
    return find(BY_ID.on(handle).bind("id", accountId), now);
  }

  private static Optional<Credential> find(Sql.Bound select, Instant now) {
    return select.bind("now", now).findOne(CredentialDao::credential);
  }

  private static Credential credential(ResultSet row) throws SQLException {
    return new Credential(
        row.getObject("id", UUID.class),
        row.getString("username"),
        row.getString("email"),
        row.getString("password_hash"),
        row.getInt("password_version"),
        state(row));
  }

  private static AccountState state(ResultSet row) throws SQLException {
    return new AccountState(row.getBoolean("enabled"), row.getBoolean("banned"));
  }

  /**
   * Locks an account until the transaction ends. Changes to other tables by the previous holder of
   * the lock are visible only to later statements.
   *
   * @return false if the account was erased or its password changed since the hash was read
   */
  boolean lock(Handle transaction, Credential credential) {
    return LOCK.on(transaction)
        .bind("id", credential.accountId())
        .bind("version", credential.version())
        .exists();
  }

  AccountState state(Handle transaction, UUID accountId, Instant now) {
    return STATE
        .on(transaction)
        .bind("id", accountId)
        .bind("now", now)
        .findOne(row -> state(row))
        .orElseThrow();
  }

  void recordLogin(Handle transaction, UUID accountId, @Nullable String newHash, Instant now) {
    RECORD_LOGIN
        .on(transaction)
        .bind("now", now)
        .bind("newHash", newHash)
        .bind("id", accountId)
        .execute();
  }

  void change(Handle transaction, UUID accountId, String hash, Instant now) {
    CHANGE.on(transaction).bind("hash", hash).bind("now", now).bind("id", accountId).execute();
  }
}
