package warren.contracts.tokens;

import java.time.Instant;
import warren.contracts.Secret;
import warren.contracts.accounts.AccountInfo;
import warren.contracts.fields.Example;

/**
 * A session that was opened or refreshed.
 *
 * @param accessToken the JWT for the header {@code jwt}
 * @param refreshToken accepted once by RequestTokenRefresh, which returns the next two tokens
 * @param expiresAt the end of the access token
 * @param refreshExpiresAt the end of the refresh token: {@value #IDLE_DAYS} days from now, and at
 *     most {@value #MAX_DAYS} days after the login
 * @param account the session's account
 */
public record Session(
    @Example("eyJraWQi…") Secret accessToken,
    @Example("n4Q2yqN5bQ7oQmW8cJkqT3vVY0rQd1mHhXz6s0Jw5aE") Secret refreshToken,
    @Example("2026-01-31T12:15:00.123456Z") Instant expiresAt,
    @Example("2026-02-14T12:00:00.123456Z") Instant refreshExpiresAt,
    AccountInfo account) {

  /** The lifetime of a refresh token, in days. */
  public static final int IDLE_DAYS = 14;

  /** The maximum lifetime of a session, in days. */
  public static final int MAX_DAYS = 30;

  /** The maximum number of sessions of an account, including those that cannot be refreshed. */
  public static final int MAX_PER_ACCOUNT = 100;
}
