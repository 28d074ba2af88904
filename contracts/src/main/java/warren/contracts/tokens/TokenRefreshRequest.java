package warren.contracts.tokens;

import warren.contracts.Secret;
import warren.contracts.json.Example;

/**
 * Asks for the session's next tokens (RFC 9700, 4.14.2). The refresh token that was just used gives
 * the same successor again for 30 seconds, in case the reply was lost; any older one ends the
 * session, because somebody else has it. Refused with {@code unauthenticated}.
 *
 * @param refreshToken the session's latest
 */
public record TokenRefreshRequest(
    @Example("n4Q2yqN5bQ7oQmW8cJkqT3vVY0rQd1mHhXz6s0Jw5aE") Secret refreshToken) {}
