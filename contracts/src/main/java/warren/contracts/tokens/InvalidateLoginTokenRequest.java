package warren.contracts.tokens;

import org.jspecify.annotations.Nullable;
import warren.contracts.Secret;

/**
 * The request {@code RequestInvalidateLoginToken}.
 *
 * @param refreshToken a refresh token of the session; if absent, the token in the header {@code
 *     jwt} identifies the session
 */
public record InvalidateLoginTokenRequest(@Nullable Secret refreshToken) {

  /** A request with the required fields only. */
  public InvalidateLoginTokenRequest() {
    this(null);
  }

  /** The same request with this {@link #refreshToken}. */
  public InvalidateLoginTokenRequest withRefreshToken(Secret given) {
    return new InvalidateLoginTokenRequest(given);
  }
}
