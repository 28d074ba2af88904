package warren.contracts.tokens;

import java.time.Instant;
import warren.contracts.Secret;
import warren.contracts.accounts.AccountInfo;
import warren.contracts.json.Example;

/**
 * A session that was opened or refreshed.
 *
 * @param accessToken the JWT to be sent in the header {@code jwt}
 * @param refreshToken opens RequestTokenRefresh once, for the next of both
 * @param expiresAt when the access token ends
 * @param refreshExpiresAt when the refresh token ends: 14 days from now, and never more than 30
 *     days from the login
 * @param account whose session it is
 */
public record Session(
    @Example("eyJraWQi…") Secret accessToken,
    @Example("n4Q2yqN5bQ7oQmW8cJkqT3vVY0rQd1mHhXz6s0Jw5aE") Secret refreshToken,
    @Example("2026-01-31T12:15:00.123456Z") Instant expiresAt,
    @Example("2026-02-14T12:00:00.123456Z") Instant refreshExpiresAt,
    AccountInfo account) {}
