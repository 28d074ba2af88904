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
import warren.service.sessions.RefreshTokenDao.SessionState;
import warren.service.sessions.RefreshTokenDao.StoredToken;
import warren.service.store.AesGcm;
import warren.service.store.Sha256;

/**
 * Issues and exchanges refresh tokens of 256 bits. A successor is derived from its predecessor and
 * a stored salt, so that it can be issued again without being stored: a client that lost the reply
 * repeats the request. The access token of an exchange is stored for the same purpose, encrypted
 * with a key derived from the refresh token. Thread-safe.
 */
final class RefreshTokens {
  private static final Duration REPEAT_WINDOW = Duration.ofSeconds(30);
  private static final int BYTES = 32;

  private final SecureRandom random = new SecureRandom();
  private final RefreshTokenDao dao = new RefreshTokenDao();

  /** Issues the first token of a session. */
  Secret first(Handle transaction, UUID sessionId) {
    var token = encoded(randomBytes());
    dao.insert(transaction, Sha256.of(token), sessionId);
    return Secret.of(token);
  }

  /** The session of a token, including an exchanged one. */
  Optional<UUID> sessionOf(Handle handle, Secret token) {
    return dao.find(handle, Sha256.of(token.reveal())).map(StoredToken::sessionId);
  }

  /** Locks the account of a token's session; returns false if the token is unknown. */
  boolean lock(Handle transaction, Secret token) {
    return dao.lock(transaction, Sha256.of(token.reveal()));
  }

  /** The state of a token and its session. */
  Optional<SessionState> sessionState(Handle transaction, Secret token, Instant now) {
    return dao.sessionState(transaction, Sha256.of(token.reveal()), now);
  }

  /**
   * Exchanges a token of an active session, whose account is locked. Within 30 seconds an exchange
   * can be repeated, until the successor is used.
   *
   * @param stored the state of the token
   * @return its successor; empty if the token is reused, which is treated as theft
   */
  Optional<Secret> exchange(Handle transaction, Secret token, StoredToken stored, Instant now) {
    var exchangedAt = stored.exchangedAt();
    return exchangedAt == null
        ? Optional.of(successor(transaction, token, stored.sessionId(), now))
        : Optional.of(successor(token, salt(stored)))
            .filter(successor -> exchangedAt.isAfter(now.minus(REPEAT_WINDOW)))
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
    return Secret.of(encoded(hmac(token, salt)));
  }

  private static byte[] hmac(Secret token, byte[] message) {
    var key = token.reveal().getBytes(StandardCharsets.UTF_8);
    return ServerSecret.hmac(new SecretKeySpec(key, "HmacSHA256"), message);
  }

  /** Stores the access token of an exchange, so that a repetition can return it. */
  void storeAccessToken(Handle transaction, Secret exchanged, String accessToken) {
    var hash = Sha256.of(exchanged.reveal());
    var encrypted = cipher(exchanged).encrypt("", accessToken.getBytes(StandardCharsets.UTF_8));
    dao.storeAccessToken(transaction, hash, encrypted);
  }

  /** The access token of the exchange that is repeated with this token. */
  Optional<String> accessToken(Secret repeated, StoredToken stored) {
    return Optional.ofNullable(stored.accessToken())
        .flatMap(encrypted -> cipher(repeated).decrypt("", encrypted.bytes()))
        .map(token -> new String(token, StandardCharsets.UTF_8));
  }

  /** The message differs from a salt in its length, so the key differs from every successor. */
  private static AesGcm cipher(Secret token) {
    return new AesGcm(hmac(token, "access token".getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] salt(StoredToken stored) {
    return Objects.requireNonNull(stored.salt()).bytes();
  }

  private boolean isLatest(Handle handle, Secret token) {
    return dao.find(handle, Sha256.of(token.reveal()))
        .filter(stored -> stored.exchangedAt() == null)
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
