package warren.service.tokens;

import com.auth0.jwt.JWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.service.access.Role;
import warren.service.access.Roles;
import warren.service.config.Settings;
import warren.service.store.Ids;
import warren.service.store.Sha256;
import warren.service.store.Store;

/** Opens sessions, issues their tokens, and ends them. Thread-safe. */
final class Sessions {
  private static final int KEPT_PER_ACCOUNT = 100;
  private static final Map<String, Object> HEADER = Map.of("typ", "at+jwt");

  private final Store store;
  private final SigningKeys keys;
  private final Roles roles;
  private final Settings.Tokens settings;
  private final SessionDao dao = new SessionDao();

  Sessions(Store store, SigningKeys keys, Roles roles, Settings.Tokens settings) {
    this.store = store;
    this.keys = keys;
    this.roles = roles;
    this.settings = settings;
  }

  /** Opens a session of one token, and returns the token. */
  String open(Handle transaction, UUID accountId, @Nullable Long ttlMs) {
    var now = store.now();
    var expiresAt = now.plus(lifetime(ttlMs));
    var sessionId = Ids.next();
    var token = sign(accountId, sessionId, roles.highest(transaction, accountId), now, expiresAt);
    dao.insert(transaction, sessionId, accountId, now, expiresAt);
    dao.insertToken(transaction, Sha256.of(token), sessionId, now, expiresAt);
    dao.endAllButNewest(transaction, accountId, KEPT_PER_ACCOUNT, now);
    return token;
  }

  private Duration lifetime(@Nullable Long ttlMs) {
    if (ttlMs == null) {
      return settings.ttl();
    }
    return Duration.ofMillis(Math.min(ttlMs, settings.maxTtl().toMillis()));
  }

  private String sign(UUID accountId, UUID sessionId, Role role, Instant now, Instant expiresAt) {
    var signer = keys.current();
    return JWT.create()
        .withHeader(HEADER)
        .withKeyId(signer.kid())
        .withIssuer(settings.issuer())
        .withAudience(settings.audience())
        .withSubject(accountId.toString())
        .withIssuedAt(now)
        .withExpiresAt(expiresAt)
        .withJWTId(Ids.next().toString())
        .withClaim("sid", sessionId.toString())
        .withClaim("role", role.name())
        .withClaim("level", role.level())
        .sign(signer.algorithm());
  }

  /** Ends the session of a token, whatever it is worth; when. */
  Instant end(@Nullable String token) {
    var now = store.now();
    if (token != null && !token.isEmpty()) {
      store.<Boolean>read(
          handle -> {
            dao.endByToken(handle, Sha256.of(token), now);
            return true;
          });
    }
    return now;
  }
}
