package warren.contracts.tokens;

import org.jspecify.annotations.Nullable;
import warren.contracts.Secret;

/**
 * Asks to end a session, whatever its token is worth.
 *
 * @param refreshToken a refresh token of the session; if absent, it is that of the token in the
 *     {@code jwt} header
 */
public record InvalidateLoginTokenRequest(@Nullable Secret refreshToken) {

  /** With what is required alone. */
  public InvalidateLoginTokenRequest() {
    this(null);
  }

  /** The same, and this {@link #refreshToken}. */
  public InvalidateLoginTokenRequest withRefreshToken(Secret given) {
    return new InvalidateLoginTokenRequest(given);
  }
}
