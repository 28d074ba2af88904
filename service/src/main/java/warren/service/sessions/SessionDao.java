package warren.service.sessions;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.service.store.Sql;

/** Stores sessions and the hashes of the access tokens issued for them. */
final class SessionDao {
  private static final Sql INSERT =
      Sql.of(
          """
          insert into session (id, account_id, created_at, expires_at, token_ttl_ms)
          values (:id, :account, :now, :expiresAt, cast(:ttl as bigint))
          """);

  private static final Sql EXTEND =
      Sql.of("update session set expires_at = :expiresAt where id = :id");

  private static final Sql INSERT_TOKEN =
      Sql.of(
          """
          insert into session_token (hash, session_id, kid, issued_at, expires_at)
          values (:hash, :session, :kid, :now, :expiresAt)
          """);

  private static final Sql EXPIRE_ALL_BUT_NEWEST =
      Sql.of(
          """
          update session_token set expires_at = :now
          where hash in (
            select hash from session_token
            where session_id = :session and expires_at > :now
            order by issued_at desc
            offset :retained)
          """);

  private static final Sql END_ALL_BUT_NEWEST =
      Sql.of(
          """
          update session set ended_at = :now
          where id in (
            select id from session
            where account_id = :account and ended_at is null
            order by id desc
            offset :retained)
          """);

  private static final Sql END =
      Sql.of(
          """
          with ended as (
            update session set ended_at = :now
            where id = :id and ended_at is null
            returning account_id, expires_at)
          select account_id from ended where expires_at > :now
          """);

  private static final Sql END_ALL =
      Sql.of(
          """
          with ended as (
            update session set ended_at = :now
            where account_id = :account and ended_at is null
            returning expires_at)
          select count(*) from ended where expires_at > :now
          """);

  private static final Sql END_OTHERS =
      Sql.of(
          """
          update session set ended_at = :now
          where account_id = :account
            and ended_at is null
            and id not in (select session_id from session_token where hash = :hash)
          """);

  private static final Sql ACTIVE_TOKEN_EXPIRY =
      Sql.of(
          """
          select expires_at
          from session_token
          where hash = :hash
            and expires_at > :now
            and not exists (select from withdrawn_key where kid = session_token.kid)
          """);

  private static final Sql BY_TOKEN =
      Sql.of("select session_id from session_token where hash = :hash");

  void insert(
      Handle transaction,
      UUID id,
      UUID accountId,
      Instant now,
      Instant expiresAt,
      @Nullable Long tokenTtlMs) {
    INSERT
        .on(transaction)
        .bind("id", id)
        .bind("account", accountId)
        .bind("now", now)
        .bind("expiresAt", expiresAt)
        .bind("ttl", tokenTtlMs)
        .executeAtCommit();
  }

  void extend(Handle transaction, UUID id, Instant expiresAt) {
    EXTEND.on(transaction).bind("id", id).bind("expiresAt", expiresAt).executeAtCommit();
  }

  void insertToken(
      Handle transaction, byte[] hash, UUID sessionId, UUID kid, Instant now, Instant expiresAt) {
    INSERT_TOKEN
        .on(transaction)
        .bind("hash", hash)
        .bind("session", sessionId)
        .bind("kid", kid)
        .bind("now", now)
        .bind("expiresAt", expiresAt)
        .executeAtCommit();
  }

  /**
   * Expires all but the newest tokens of a session. They stay stored for a while, because
   * redelivered requests are recognised by their tokens.
   */
  void expireAllButNewest(Handle transaction, UUID sessionId, int retained, Instant now) {
    EXPIRE_ALL_BUT_NEWEST
        .on(transaction)
        .bind("session", sessionId)
        .bind("retained", retained)
        .bind("now", now)
        .executeAtCommit();
  }

  /** Ends all but the newest sessions of an account, whose row is locked by the login. */
  void endAllButNewest(Handle transaction, UUID accountId, int retained, Instant now) {
    END_ALL_BUT_NEWEST
        .on(transaction)
        .bind("account", accountId)
        .bind("retained", retained)
        .bind("now", now)
        .executeAtCommit();
  }

  /** Ends a session and returns its account; empty if the session was not active. */
  Optional<UUID> end(Handle transaction, UUID id, Instant now) {
    return END.on(transaction)
        .bind("id", id)
        .bind("now", now)
        .findOne(row -> row.getObject(1, UUID.class));
  }

  /** Ends all sessions of an account and returns how many of them had not expired. */
  long endAll(Handle transaction, UUID accountId, Instant now) {
    return END_ALL
        .on(transaction)
        .bind("account", accountId)
        .bind("now", now)
        .findOne(row -> row.getLong(1))
        .orElseThrow();
  }

  void endOthers(Handle transaction, UUID accountId, byte[] tokenHash, Instant now) {
    END_OTHERS
        .on(transaction)
        .bind("account", accountId)
        .bind("hash", tokenHash)
        .bind("now", now)
        .execute();
  }

  /** When a token of an active session expires; empty if it is not active any more. */
  Optional<Instant> expiryOfActive(Handle handle, byte[] hash, Instant now) {
    return ACTIVE_TOKEN_EXPIRY
        .on(handle)
        .bind("hash", hash)
        .bind("now", now)
        .findOne(row -> row.getObject(1, OffsetDateTime.class).toInstant());
  }

  /** The session that a token was issued for. */
  Optional<UUID> byToken(Handle handle, byte[] hash) {
    return BY_TOKEN.on(handle).bind("hash", hash).findOne(row -> row.getObject(1, UUID.class));
  }
}
