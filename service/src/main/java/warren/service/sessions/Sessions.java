package warren.service.sessions;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.contracts.Secret;
import warren.service.sessions.RefreshTokenDao.Standing;
import warren.service.store.Ids;
import warren.service.store.Sha256;
import warren.service.store.Store;

/**
 * Sessions, each with the tokens that were issued for it. Ending one counts from the commit on, for
 * the very next request on every process. Thread-safe.
 */
public final class Sessions {
  private static final int KEPT_PER_ACCOUNT = 100;
  private static final int TOKENS_PER_SESSION = 3;
  private static final Duration IDLE = Duration.ofDays(14);
  private static final Duration ABSOLUTE = Duration.ofDays(30);

  private final Store store;
  private final RefreshTokens refreshTokens = new RefreshTokens();
  private final SessionDao dao = new SessionDao();

  public Sessions(Store store) {
    this.store = store;
  }

  /**
   * A session for which a token is to be issued.
   *
   * @param tokenTtl how long its tokens live
   * @param refreshToken the session's latest
   * @param expiresAt when that ends, and no token lives longer
   */
  public record Refreshable(
      UUID id, UUID accountId, Duration tokenTtl, Secret refreshToken, Instant expiresAt) {}

  /** Opens a session that ends with its one token. The account's row is locked. */
  public UUID open(Handle transaction, UUID accountId, Instant now, Instant expiresAt) {
    var id = Ids.next();
    dao.insert(transaction, id, accountId, now, expiresAt, null);
    dao.endAllButNewest(transaction, accountId, KEPT_PER_ACCOUNT, now);
    return id;
  }

  /** Opens a session that can be refreshed. The account's row is locked. */
  public Refreshable openRefreshable(
      Handle transaction, UUID accountId, Duration tokenTtl, Instant now) {
    var id = Ids.next();
    var expiresAt = now.plus(IDLE);
    dao.insert(transaction, id, accountId, now, expiresAt, tokenTtl.toMillis());
    dao.endAllButNewest(transaction, accountId, KEPT_PER_ACCOUNT, now);
    var refreshToken = refreshTokens.first(transaction, id);
    return new Refreshable(id, accountId, tokenTtl, refreshToken, expiresAt);
  }

  /**
   * What became of a refresh token.
   *
   * @param accountId whose it is
   * @param session null if the token doesn't count; one that is in two hands has ended its session
   */
  public record Refreshed(UUID accountId, @Nullable Refreshable session) {}

  /** Exchanges a refresh token; empty if there is none such. */
  public Optional<Refreshed> refresh(Handle transaction, Secret token) {
    if (!refreshTokens.lock(transaction, token)) {
      return Optional.empty();
    }
    // only now, so that of several at once the last one to get here gives out the newest token
    var now = store.now();
    return refreshTokens
        .standing(transaction, token, now)
        .map(session -> refresh(transaction, session, token, now));
  }

  private Refreshed refresh(Handle transaction, Standing session, Secret token, Instant now) {
    var account = session.accountId();
    if (!session.stands()) {
      return new Refreshed(account, null);
    }
    var id = session.token().sessionId();
    var successor = refreshTokens.exchange(transaction, token, session.token(), now);
    if (successor.isEmpty()) {
      dao.end(transaction, id, now);
      return new Refreshed(account, null);
    }
    var expiresAt = earlier(now.plus(IDLE), session.createdAt().plus(ABSOLUTE));
    dao.extend(transaction, id, expiresAt);
    return new Refreshed(
        account, new Refreshable(id, account, session.tokenTtl(), successor.get(), expiresAt));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /** Keeps a token that was issued for a session, and lets only the session's newest count. */
  public void issued(
      Handle transaction, UUID sessionId, String token, Instant now, Instant expiresAt) {
    dao.insertToken(transaction, Sha256.of(token), sessionId, now, expiresAt);
    dao.expireAllButNewest(transaction, sessionId, TOKENS_PER_SESSION, now);
  }

  /** Ends the session of a token, whatever it is worth; whose it is, if it stood. */
  public Optional<UUID> end(Handle transaction, String token, Instant now) {
    return dao.byToken(transaction, Sha256.of(token)).flatMap(id -> dao.end(transaction, id, now));
  }

  /** Ends the session of a refresh token, whatever it is worth; whose it is, if it stood. */
  public Optional<UUID> endRefreshable(Handle transaction, Secret refreshToken, Instant now) {
    return refreshTokens
        .sessionOf(transaction, refreshToken)
        .flatMap(id -> dao.end(transaction, id, now));
  }

  /** Ends all sessions of an account, whose row is locked; how many stood. */
  public long endAll(Handle transaction, UUID accountId) {
    return dao.endAll(transaction, accountId, store.now());
  }

  /** Ends all sessions of an account but the one of this token; the account's row is locked. */
  public void endOthers(Handle transaction, UUID accountId, String token) {
    dao.endAllButOf(transaction, accountId, Sha256.of(token), store.now());
  }
}
