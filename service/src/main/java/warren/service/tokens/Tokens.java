package warren.service.tokens;

import com.auth0.jwt.JWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.contracts.Secret;
import warren.contracts.accounts.AccountInfo;
import warren.contracts.tokens.Session;
import warren.service.accounts.Accounts;
import warren.service.config.Settings;
import warren.service.sessions.Sessions;
import warren.service.sessions.Sessions.AccessToken;
import warren.service.sessions.Sessions.RefreshResult;
import warren.service.sessions.Sessions.Refreshable;
import warren.service.store.Ids;
import warren.service.store.Store;

/** Issues access tokens, and refresh tokens for sessions that can be refreshed. Thread-safe. */
final class Tokens {
  private static final Map<String, Object> HEADER = Map.of("typ", "at+jwt");

  private final Store store;
  private final SigningKeys keys;
  private final Accounts accounts;
  private final Sessions sessions;
  private final Settings.Tokens settings;

  Tokens(
      Store store,
      SigningKeys keys,
      Accounts accounts,
      Sessions sessions,
      Settings.Tokens settings) {
    this.store = store;
    this.keys = keys;
    this.accounts = accounts;
    this.sessions = sessions;
    this.settings = settings;
  }

  /** Issues an access token with a session of its own. */
  String issue(Handle transaction, UUID accountId, @Nullable Long ttlMs) {
    var now = store.now();
    var expiresAt = now.plus(lifetime(ttlMs));
    var session = sessions.open(transaction, accountId, now, expiresAt);
    var role = accounts.highestRole(transaction, accountId);
    return issue(transaction, accountId, role, session, now, expiresAt);
  }

  /** Opens a session that can be refreshed. */
  Session open(Handle transaction, UUID accountId, @Nullable Long ttlMs) {
    var now = store.now();
    return session(
        transaction, sessions.openRefreshable(transaction, accountId, lifetime(ttlMs), now), now);
  }

  /**
   * The result of an exchange.
   *
   * @param accountId the account of the refresh token
   * @param session null if the token is not active
   */
  record Exchange(UUID accountId, @Nullable Session session) {}

  /** Exchanges a refresh token for the session's next tokens; empty if the token is unknown. */
  Optional<Exchange> refresh(Handle transaction, Secret refreshToken) {
    return sessions
        .refresh(transaction, refreshToken)
        .map(refreshed -> exchange(transaction, refreshed));
  }

  private Exchange exchange(Handle transaction, RefreshResult refreshed) {
    var session = refreshed.session();
    return new Exchange(
        refreshed.accountId(), session == null ? null : session(transaction, session, store.now()));
  }

  private Session session(Handle transaction, Refreshable session, Instant now) {
    var account = accounts.info(transaction, session.accountId());
    var token = session.repeated().orElseGet(() -> issue(transaction, session, account, now));
    return new Session(
        token.token(), session.refreshToken(), token.expiresAt(), session.expiresAt(), account);
  }

  private AccessToken issue(
      Handle transaction, Refreshable session, AccountInfo account, Instant now) {
    var role = account.roles().get(0);
    var ttlEnd = now.plus(atMost(session.tokenTtl()));
    var expiresAt = ttlEnd.isBefore(session.expiresAt()) ? ttlEnd : session.expiresAt();
    var token = issue(transaction, account.userId(), role, session.id(), now, expiresAt);
    sessions.storeExchange(transaction, session, token, now);
    return new AccessToken(Secret.of(token), expiresAt);
  }

  private Duration lifetime(@Nullable Long ttlMs) {
    return ttlMs == null ? settings.ttl() : atMost(Duration.ofMillis(ttlMs));
  }

  /** Limits a lifetime; also for sessions opened when the configured maximum was higher. */
  private Duration atMost(Duration ttl) {
    return ttl.compareTo(settings.maxTtl()) < 0 ? ttl : settings.maxTtl();
  }

  private String issue(
      Handle transaction,
      UUID accountId,
      AccountInfo.Role role,
      UUID sessionId,
      Instant now,
      Instant expiresAt) {
    var signer = keys.current(transaction, now);
    var token =
        JWT.create()
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
    var kid = UUID.fromString(signer.kid());
    sessions.storeToken(transaction, sessionId, token, kid, now, expiresAt);
    return token;
  }
}
