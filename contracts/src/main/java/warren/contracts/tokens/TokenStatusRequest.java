package warren.contracts.tokens;

import org.jspecify.annotations.Nullable;
import warren.contracts.Secret;

/**
 * The request {@code RequestTokenStatus}. Reports the token as RFC 7662 defines it.
 *
 * @param token the token; if absent, the token in the header {@code jwt}
 */
public record TokenStatusRequest(@Nullable Secret token) {

  /** A request with the required fields only. */
  public TokenStatusRequest() {
    this(null);
  }

  /** The same request with this {@link #token}. */
  public TokenStatusRequest withToken(Secret given) {
    return new TokenStatusRequest(given);
  }
}
