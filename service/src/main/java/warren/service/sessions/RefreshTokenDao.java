package warren.service.sessions;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.service.store.Bytes;

/** Keeps the hashes of refresh tokens, also of those that were exchanged. */
final class RefreshTokenDao {

  /**
   * A refresh token, and what became of it.
   *
   * @param salt of its successor; null while it is the latest
   * @param exchangedAt when; null while it is the latest
   */
  record Kept(UUID sessionId, @Nullable Bytes salt, @Nullable Instant exchangedAt) {}

  void insert(Handle transaction, byte[] hash, UUID sessionId) {
    transaction
        .createUpdate("insert into refresh_token (hash, session_id) values (:hash, :session)")
        .bind("hash", hash)
        .bind("session", sessionId)
        .execute();
  }

  Optional<Kept> find(Handle handle, byte[] hash) {
    return handle
        .createQuery("select session_id, salt, exchanged_at from refresh_token where hash = :hash")
        .bind("hash", hash)
        .map((row, context) -> kept(row))
        .findOne();
  }

  private static Kept kept(ResultSet row) throws SQLException {
    var exchanged = row.getObject("exchanged_at", OffsetDateTime.class);
    var salt = row.getBytes("salt");
    return new Kept(
        row.getObject("session_id", UUID.class),
        salt == null ? null : new Bytes(salt),
        exchanged == null ? null : exchanged.toInstant());
  }

  void exchange(Handle transaction, byte[] hash, byte[] salt, Instant now) {
    transaction
        .createUpdate(
            "update refresh_token set salt = :salt, exchanged_at = :now where hash = :hash")
        .bind("hash", hash)
        .bind("salt", salt)
        .bind("now", now)
        .execute();
  }
}
