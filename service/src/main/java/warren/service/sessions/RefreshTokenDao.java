package warren.service.sessions;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.service.identity.ActiveBan;
import warren.service.store.SecretBytes;
import warren.service.store.Sql;

/** Stores the hashes of refresh tokens, including exchanged ones. */
final class RefreshTokenDao {
  private static final Sql INSERT =
      Sql.of("insert into refresh_token (hash, session_id) values (:hash, :session)");

  private static final Sql FIND =
      Sql.of(
          """
          select session_id, salt, exchanged_at, access_token
          from refresh_token
          where hash = :hash
          """);

  private static final Sql LOCK =
      Sql.of(
          """
          select true
          from account
          where id = (
            select account_id
            from refresh_token
            join session on session.id = session_id
            where hash = :hash)
          for no key update
          """);

  private static final Sql SESSION_STATE =
      Sql.of(
          """
          select session.id as session_id, account_id, session.created_at, token_ttl_ms,
                 salt, exchanged_at, access_token,
                 session.ended_at is null and session.expires_at > :now
                   and account.enabled
                   and not exists (select %s) as active
          from refresh_token
          join session on session.id = session_id
          join account on account.id = account_id
          where hash = :hash
          """
              .formatted(ActiveBan.FROM));

  private static final Sql EXCHANGE =
      Sql.of(
          """
          update refresh_token
          set salt = :salt, exchanged_at = :now, access_token = :accessToken
          where hash = :hash
          """);

  private static final Sql REPLACE_ACCESS_TOKEN =
      Sql.of("update refresh_token set access_token = :accessToken where hash = :hash");

  /**
   * A stored refresh token.
   *
   * @param salt the salt from which its successor was derived; null before the exchange
   * @param exchangedAt time of the exchange; null before the exchange
   * @param accessToken the encrypted access token of the exchange; null before the exchange
   */
  record StoredToken(
      UUID sessionId,
      @Nullable SecretBytes salt,
      @Nullable Instant exchangedAt,
      @Nullable SecretBytes accessToken) {}

  /**
   * A refresh token with the state of its session.
   *
   * @param createdAt when the session was opened
   * @param active whether the session is active and its account is enabled and not banned
   */
  record SessionState(
      StoredToken token, UUID accountId, Instant createdAt, Duration tokenTtl, boolean active) {}

  void insert(Handle transaction, byte[] hash, UUID sessionId) {
    INSERT.on(transaction).bind("hash", hash).bind("session", sessionId).executeAtCommit();
  }

  /**
   * Locks the account of a token's session, as all transactions do that end sessions. The state of
   * the session must be read after this.
   *
   * @return false if the token is unknown
   */
  boolean lock(Handle transaction, byte[] hash) {
    return LOCK.on(transaction).bind("hash", hash).exists();
  }

  /** The state of a token and its session; empty if the token was deleted meanwhile. */
  Optional<SessionState> sessionState(Handle transaction, byte[] hash, Instant now) {
    return SESSION_STATE
        .on(transaction)
        .bind("hash", hash)
        .bind("now", now)
        .findOne(
            row ->
                new SessionState(
                    storedToken(row),
                    row.getObject("account_id", UUID.class),
                    row.getObject("created_at", OffsetDateTime.class).toInstant(),
                    Duration.ofMillis(row.getLong("token_ttl_ms")),
                    row.getBoolean("active")));
  }

  Optional<StoredToken> find(Handle handle, byte[] hash) {
    return FIND.on(handle).bind("hash", hash).findOne(row -> storedToken(row));
  }

  private static StoredToken storedToken(ResultSet row) throws SQLException {
    var exchanged = row.getObject("exchanged_at", OffsetDateTime.class);
    return new StoredToken(
        row.getObject("session_id", UUID.class),
        bytes(row, "salt"),
        exchanged == null ? null : exchanged.toInstant(),
        bytes(row, "access_token"));
  }

  private static @Nullable SecretBytes bytes(ResultSet row, String column) throws SQLException {
    var bytes = row.getBytes(column);
    return bytes == null ? null : new SecretBytes(bytes);
  }

  void replaceAccessToken(Handle transaction, byte[] hash, byte[] encrypted) {
    REPLACE_ACCESS_TOKEN
        .on(transaction)
        .bind("hash", hash)
        .bind("accessToken", encrypted)
        .executeAtCommit();
  }

  void exchange(
      Handle transaction, byte[] hash, byte[] salt, byte[] encryptedAccessToken, Instant now) {
    EXCHANGE
        .on(transaction)
        .bind("hash", hash)
        .bind("salt", salt)
        .bind("accessToken", encryptedAccessToken)
        .bind("now", now)
        .executeAtCommit();
  }
}
