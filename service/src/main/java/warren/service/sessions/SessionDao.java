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
import warren.service.store.StandingBan;

/** Writes sessions and the hashes of the tokens issued for them. */
final class SessionDao {

  /**
   * A session, as far as it can be refreshed.
   *
   * @param stands whether it and its account do
   */
  record Standing(UUID id, UUID accountId, Instant createdAt, Duration tokenTtl, boolean stands) {}

  void insert(
      Handle transaction,
      UUID id,
      UUID accountId,
      Instant now,
      Instant expiresAt,
      @Nullable Long tokenTtlMs) {
    transaction
        .createUpdate(
            """
            insert into session (id, account_id, created_at, expires_at, token_ttl_ms)
            values (:id, :account, :now, :expiresAt, cast(:ttl as bigint))
            """)
        .bind("id", id)
        .bind("account", accountId)
        .bind("now", now)
        .bind("expiresAt", expiresAt)
        .bind("ttl", tokenTtlMs)
        .execute();
  }

  /** Locks a session's account, as all do that end sessions; only then is to be looked. */
  void lock(Handle transaction, UUID id) {
    transaction
        .createQuery(
            """
            select true
            from account
            where id = (select account_id from session where id = :id)
            for no key update
            """)
        .bind("id", id)
        .mapTo(Boolean.class)
        .findOne();
  }

  /** Empty if it was removed meanwhile. */
  Optional<Standing> standing(Handle transaction, UUID id, Instant now) {
    return transaction
        .createQuery(
            """
            select session.id, account_id, session.created_at, token_ttl_ms,
                   session.ended_at is null and session.expires_at > :now
                     and account.enabled
                     and not exists (select %s) as stands
            from session
            join account on account.id = account_id
            where session.id = :id
            """
                .formatted(StandingBan.FROM))
        .bind("id", id)
        .bind("now", now)
        .map((row, context) -> standing(row))
        .findOne();
  }

  private static Standing standing(ResultSet row) throws SQLException {
    return new Standing(
        row.getObject("id", UUID.class),
        row.getObject("account_id", UUID.class),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        Duration.ofMillis(row.getLong("token_ttl_ms")),
        row.getBoolean("stands"));
  }

  void extend(Handle transaction, UUID id, Instant expiresAt) {
    transaction
        .createUpdate("update session set expires_at = :expiresAt where id = :id")
        .bind("id", id)
        .bind("expiresAt", expiresAt)
        .execute();
  }

  void insertToken(
      Handle transaction, byte[] hash, UUID sessionId, Instant now, Instant expiresAt) {
    transaction
        .createUpdate(
            """
            insert into session_token (hash, session_id, issued_at, expires_at)
            values (:hash, :session, :now, :expiresAt)
            """)
        .bind("hash", hash)
        .bind("session", sessionId)
        .bind("now", now)
        .bind("expiresAt", expiresAt)
        .execute();
  }

  /** The others stay for a while, because redelivered requests are known by them. */
  void expireAllButNewest(Handle transaction, UUID sessionId, int kept, Instant now) {
    transaction
        .createUpdate(
            """
            update session_token set expires_at = :now
            where hash in (
              select hash from session_token
              where session_id = :session and expires_at > :now
              order by issued_at desc
              offset :kept)
            """)
        .bind("session", sessionId)
        .bind("kept", kept)
        .bind("now", now)
        .execute();
  }

  /** Ends an account's sessions but the newest ones. Its row is locked by the login. */
  void endAllButNewest(Handle transaction, UUID accountId, int kept, Instant now) {
    transaction
        .createUpdate(
            """
            update session set ended_at = :now
            where id in (
              select id from session
              where account_id = :account and ended_at is null
              order by id desc
              offset :kept)
            """)
        .bind("account", accountId)
        .bind("kept", kept)
        .bind("now", now)
        .execute();
  }

  /** Ends a session; whose it is, if it stood. */
  Optional<UUID> end(Handle transaction, UUID id, Instant now) {
    return transaction
        .createQuery(
            """
            with ended as (
              update session set ended_at = :now
              where id = :id and ended_at is null
              returning account_id, expires_at)
            select account_id from ended where expires_at > :now
            """)
        .bind("id", id)
        .bind("now", now)
        .mapTo(UUID.class)
        .findOne();
  }

  /** How many had not expired by themselves. */
  long endAll(Handle transaction, UUID accountId, Instant now) {
    return transaction
        .createQuery(
            """
            with ended as (
              update session set ended_at = :now
              where account_id = :account and ended_at is null
              returning expires_at)
            select count(*) from ended where expires_at > :now
            """)
        .bind("account", accountId)
        .bind("now", now)
        .mapTo(Long.class)
        .one();
  }

  void endAllButOf(Handle transaction, UUID accountId, byte[] tokenHash, Instant now) {
    transaction
        .createUpdate(
            """
            update session set ended_at = :now
            where account_id = :account
              and ended_at is null
              and id not in (select session_id from session_token where hash = :hash)
            """)
        .bind("account", accountId)
        .bind("hash", tokenHash)
        .bind("now", now)
        .execute();
  }

  /** The session that a token was issued for. */
  Optional<UUID> byToken(Handle handle, byte[] hash) {
    return handle
        .createQuery("select session_id from session_token where hash = :hash")
        .bind("hash", hash)
        .mapTo(UUID.class)
        .findOne();
  }
}
