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
import warren.service.store.SecretBytes;
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
   * The exchange of a token for its successor, which {@link #store} completes.
   *
   * @param salt the salt from which the successor is derived
   * @param isRepeated whether the exchange was stored before
   */
  record Exchange(Secret token, Secret successor, SecretBytes salt, boolean isRepeated) {}

  /**
   * Begins to exchange a token of an active session, whose account is locked. Within 30 seconds an
   * exchange can be repeated, until the successor is used.
   *
   * @param stored the state of the token
   * @return empty if the token is reused, which is treated as theft
   */
  Optional<Exchange> exchange(Handle transaction, Secret token, StoredToken stored, Instant now) {
    var exchangedAt = stored.exchangedAt();
    if (exchangedAt == null) {
      var salt = randomBytes();
      return Optional.of(new Exchange(token, successor(token, salt), new SecretBytes(salt), false));
    }
    var salt = Objects.requireNonNull(stored.salt());
    return Optional.of(new Exchange(token, successor(token, salt.bytes()), salt, true))
        .filter(repeated -> exchangedAt.isAfter(now.minus(REPEAT_WINDOW)))
        .filter(repeated -> isLatest(transaction, repeated.successor()));
  }

  /** Stores an exchange with the access token that its repetitions return. */
  void store(
      Handle transaction, Exchange exchange, UUID sessionId, String accessToken, Instant now) {
    var hash = Sha256.of(exchange.token().reveal());
    var encrypted =
        cipher(exchange.token()).encrypt("", accessToken.getBytes(StandardCharsets.UTF_8));
    if (exchange.isRepeated()) {
      dao.replaceAccessToken(transaction, hash, encrypted);
    } else {
      dao.exchange(transaction, hash, exchange.salt().bytes(), encrypted, now);
      dao.insert(transaction, Sha256.of(exchange.successor().reveal()), sessionId);
    }
  }

  private static Secret successor(Secret token, byte[] salt) {
    return Secret.of(encoded(hmac(token, salt)));
  }

  private static byte[] hmac(Secret token, byte[] message) {
    var key = token.reveal().getBytes(StandardCharsets.UTF_8);
    return ServerSecret.hmac(new SecretKeySpec(key, "HmacSHA256"), message);
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
