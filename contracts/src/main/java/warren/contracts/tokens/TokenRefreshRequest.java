package warren.contracts.tokens;

import warren.contracts.Secret;
import warren.contracts.fields.Example;

/**
 * The request {@code RequestTokenRefresh}. Refresh tokens are rotated (RFC 9700, 4.14.2). For 30
 * seconds, the refresh token that was used last returns the same successor again, in case the reply
 * was lost. Any older refresh token is treated as stolen and ends the session.
 *
 * @param refreshToken the session's latest refresh token
 */
public record TokenRefreshRequest(
    @Example("n4Q2yqN5bQ7oQmW8cJkqT3vVY0rQd1mHhXz6s0Jw5aE") Secret refreshToken) {}
