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
import warren.service.store.Sql;

/** Keeps the hashes of refresh tokens, also of those that were exchanged. */
final class RefreshTokenDao {
  private static final Sql INSERT =
      Sql.of("insert into refresh_token (hash, session_id) values (:hash, :session)");

  private static final Sql FIND =
      Sql.of("select session_id, salt, exchanged_at from refresh_token where hash = :hash");

  private static final Sql EXCHANGE =
      Sql.of("update refresh_token set salt = :salt, exchanged_at = :now where hash = :hash");

  /**
   * A refresh token, and what became of it.
   *
   * @param salt of its successor; null while it is the latest
   * @param exchangedAt when; null while it is the latest
   */
  record Kept(UUID sessionId, @Nullable Bytes salt, @Nullable Instant exchangedAt) {}

  void insert(Handle transaction, byte[] hash, UUID sessionId) {
    INSERT.on(transaction).bind("hash", hash).bind("session", sessionId).run();
  }

  Optional<Kept> find(Handle handle, byte[] hash) {
    return FIND.on(handle).bind("hash", hash).one(row -> kept(row));
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
    EXCHANGE.on(transaction).bind("hash", hash).bind("salt", salt).bind("now", now).run();
  }
}
