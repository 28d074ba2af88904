package warren.service.sessions;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.contracts.Secret;
import warren.contracts.tokens.Session;
import warren.service.sessions.RefreshTokenDao.SessionState;
import warren.service.store.Ids;
import warren.service.store.Sha256;
import warren.service.store.Store;

/**
 * Opens, refreshes and ends sessions. The end of a session takes effect at the commit, for the very
 * next request in every process. Thread-safe.
 */
public final class Sessions {
  private static final int MAX_TOKENS_PER_SESSION = 3;
  private static final Duration IDLE_TIMEOUT = Duration.ofDays(Session.IDLE_DAYS);
  private static final Duration ABSOLUTE_TIMEOUT = Duration.ofDays(Session.MAX_DAYS);

  private final Store store;
  private final RefreshTokens refreshTokens = new RefreshTokens();
  private final SessionDao dao = new SessionDao();

  public Sessions(Store store) {
    this.store = store;
  }

  /**
   * A session that can be refreshed and for which an access token is to be issued.
   *
   * @param tokenTtl lifetime of its access tokens
   * @param refreshToken the latest refresh token
   * @param expiresAt when the refresh token expires; access tokens expire no later
   * @param exchange the exchange for the latest refresh token, which is not stored yet; null at a
   *     login
   * @param repeated the access token of the exchange that this one repeats, if it is still active
   */
  public record Refreshable(
      UUID id,
      UUID accountId,
      Duration tokenTtl,
      Secret refreshToken,
      Instant expiresAt,
      RefreshTokens.@Nullable Exchange exchange,
      Optional<AccessToken> repeated) {}

  /** An access token that was issued. */
  public record AccessToken(Secret token, Instant expiresAt) {}

  /** Opens a session that ends with its only access token. The account's row must be locked. */
  public UUID open(Handle transaction, UUID accountId, Instant now, Instant expiresAt) {
    var id = Ids.next();
    dao.insert(transaction, id, accountId, now, expiresAt, null);
    dao.endAllButNewest(transaction, accountId, Session.MAX_PER_ACCOUNT, now);
    return id;
  }

  /** Opens a session that can be refreshed. The account's row must be locked. */
  public Refreshable openRefreshable(
      Handle transaction, UUID accountId, Duration tokenTtl, Instant now) {
    var id = Ids.next();
    var expiresAt = now.plus(IDLE_TIMEOUT);
    dao.insert(transaction, id, accountId, now, expiresAt, tokenTtl.toMillis());
    dao.endAllButNewest(transaction, accountId, Session.MAX_PER_ACCOUNT, now);
    var refreshToken = refreshTokens.first(transaction, id);
    return new Refreshable(
        id, accountId, tokenTtl, refreshToken, expiresAt, null, Optional.empty());
  }

  /**
   * The result of a refresh.
   *
   * @param accountId the account of the refresh token
   * @param session null if the token is not active; the reuse of an exchanged token ends its
   *     session
   */
  public record RefreshResult(UUID accountId, @Nullable Refreshable session) {}

  /** Exchanges a refresh token; empty if the token is unknown. */
  public Optional<RefreshResult> refresh(Handle transaction, Secret token) {
    if (!refreshTokens.lock(transaction, token)) {
      return Optional.empty();
    }
    // after the lock, so that the last of several concurrent refreshes issues the newest token
    var now = store.now();
    return refreshTokens
        .sessionState(transaction, token, now)
        .map(session -> refresh(transaction, session, token, now));
  }

  private RefreshResult refresh(
      Handle transaction, SessionState session, Secret token, Instant now) {
    var account = session.accountId();
    if (!session.active()) {
      return new RefreshResult(account, null);
    }
    var id = session.token().sessionId();
    var exchange = refreshTokens.exchange(transaction, token, session.token(), now);
    if (exchange.isEmpty()) {
      dao.end(transaction, id, now);
      return new RefreshResult(account, null);
    }
    var expiresAt = earlier(now.plus(IDLE_TIMEOUT), session.createdAt().plus(ABSOLUTE_TIMEOUT));
    dao.extend(transaction, id, expiresAt);
    return new RefreshResult(
        account,
        new Refreshable(
            id,
            account,
            session.tokenTtl(),
            exchange.get().successor(),
            expiresAt,
            exchange.get(),
            repeated(transaction, token, session, now)));
  }

  private Optional<AccessToken> repeated(
      Handle transaction, Secret token, SessionState session, Instant now) {
    return refreshTokens
        .accessToken(token, session.token())
        .flatMap(
            text ->
                dao.expiryOfActive(transaction, Sha256.of(text), now)
                    .map(expiry -> new AccessToken(Secret.of(text), expiry)));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /**
   * Stores an access token and expires all but the newest three of its session.
   *
   * @param kid the key that signed the token
   */
  public void storeToken(
      Handle transaction, UUID sessionId, String token, UUID kid, Instant now, Instant expiresAt) {
    dao.insertToken(transaction, Sha256.of(token), sessionId, kid, now, expiresAt);
    dao.expireAllButNewest(transaction, sessionId, MAX_TOKENS_PER_SESSION, now);
  }

  /** Stores an exchange with its access token, which a repetition returns. */
  public void storeExchange(
      Handle transaction, Refreshable session, String accessToken, Instant now) {
    if (session.exchange() != null) {
      refreshTokens.store(transaction, session.exchange(), session.id(), accessToken, now);
    }
  }

  /**
   * Ends the session of an access token, which may be inactive.
   *
   * @return the account; empty if the session was not active
   */
  public Optional<UUID> end(Handle transaction, String token, Instant now) {
    return dao.byToken(transaction, Sha256.of(token)).flatMap(id -> dao.end(transaction, id, now));
  }

  /**
   * Ends the session of a refresh token, which may be inactive.
   *
   * @return the account; empty if the session was not active
   */
  public Optional<UUID> endRefreshable(Handle transaction, Secret refreshToken, Instant now) {
    return refreshTokens
        .sessionOf(transaction, refreshToken)
        .flatMap(id -> dao.end(transaction, id, now));
  }

  /** Ends all sessions of an account, whose row is locked; returns how many were active. */
  public long endAll(Handle transaction, UUID accountId) {
    return dao.endAll(transaction, accountId, store.now());
  }

  /** Ends all sessions of an account except that of a token; the account's row is locked. */
  public void endOthers(Handle transaction, UUID accountId, String token) {
    dao.endOthers(transaction, accountId, Sha256.of(token), store.now());
  }
}
