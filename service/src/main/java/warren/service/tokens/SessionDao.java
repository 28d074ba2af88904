package warren.service.tokens;

import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Writes sessions and the hashes of the tokens issued for them. */
final class SessionDao {

  void insert(Handle transaction, UUID id, UUID accountId, Instant now, Instant expiresAt) {
    transaction
        .createUpdate(
            """
            insert into session (id, account_id, created_at, expires_at)
            values (:id, :account, :now, :expiresAt)
            """)
        .bind("id", id)
        .bind("account", accountId)
        .bind("now", now)
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

  /** Ends the session that a token was issued for, if it was and the session stands. */
  void endByToken(Handle handle, byte[] hash, Instant now) {
    handle
        .createUpdate(
            """
            update session set ended_at = :now
            from session_token
            where session_token.hash = :hash
              and session.id = session_token.session_id
              and session.ended_at is null
            """)
        .bind("hash", hash)
        .bind("now", now)
        .execute();
  }
}
