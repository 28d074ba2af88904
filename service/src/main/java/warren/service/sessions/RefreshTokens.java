package warren.service.sessions;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Handle;
import warren.contracts.Secret;
import warren.service.config.ServerSecret;
import warren.service.sessions.RefreshTokenDao.Kept;
import warren.service.sessions.RefreshTokenDao.Standing;
import warren.service.store.Sha256;

/**
 * Refresh tokens: 256 bits, each exchanged for its successor. A successor follows from its
 * predecessor and a salt, so that it can be given out again without being kept: whoever lost the
 * reply asks again. Thread-safe.
 */
final class RefreshTokens {
  private static final Duration REPEATED_WITHIN = Duration.ofSeconds(30);
  private static final int BYTES = 32;

  private final SecureRandom random = new SecureRandom();
  private final RefreshTokenDao dao = new RefreshTokenDao();

  /** The first of a session. */
  Secret first(Handle transaction, UUID sessionId) {
    var token = encoded(randomBytes());
    dao.insert(transaction, Sha256.of(token), sessionId);
    return Secret.of(token);
  }

  /** Of which session a token is, or was. */
  Optional<UUID> sessionOf(Handle handle, Secret token) {
    return dao.find(handle, Sha256.of(token.reveal())).map(Kept::sessionId);
  }

  /** Locks the account of a token's session; false if there is no such token. */
  boolean lock(Handle transaction, Secret token) {
    return dao.lock(transaction, Sha256.of(token.reveal()));
  }

  /** A token and its session. */
  Optional<Standing> standing(Handle transaction, Secret token, Instant now) {
    return dao.standing(transaction, Sha256.of(token.reveal()), now);
  }

  /**
   * Exchanges a token of a session that stands and is locked.
   *
   * @param kept what is known of it
   * @return its successor; empty if it was exchanged before, and so is in two hands
   */
  Optional<Secret> exchange(Handle transaction, Secret token, Kept kept, Instant now) {
    var exchangedAt = kept.exchangedAt();
    return exchangedAt == null
        ? Optional.of(successor(transaction, token, kept.sessionId(), now))
        : Optional.of(successor(token, salt(kept)))
            .filter(successor -> exchangedAt.isAfter(now.minus(REPEATED_WITHIN)))
            .filter(successor -> isLatest(transaction, successor));
  }

  private Secret successor(Handle transaction, Secret token, UUID sessionId, Instant now) {
    var salt = randomBytes();
    var successor = successor(token, salt);
    dao.exchange(transaction, Sha256.of(token.reveal()), salt, now);
    dao.insert(transaction, Sha256.of(successor.reveal()), sessionId);
    return successor;
  }

  private static Secret successor(Secret token, byte[] salt) {
    var key = token.reveal().getBytes(StandardCharsets.UTF_8);
    return Secret.of(encoded(ServerSecret.hmac(new SecretKeySpec(key, "HmacSHA256"), salt)));
  }

  private static byte[] salt(Kept kept) {
    return Objects.requireNonNull(kept.salt()).bytes();
  }

  private boolean isLatest(Handle handle, Secret token) {
    return dao.find(handle, Sha256.of(token.reveal()))
        .filter(kept -> kept.exchangedAt() == null)
        .isPresent();
  }

  private byte[] randomBytes() {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
