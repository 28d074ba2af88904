package warren.contracts.tokens;

import org.jspecify.annotations.Nullable;
import warren.contracts.Secret;

/**
 * Asks whether a token counts, and for whom (RFC 7662).
 *
 * @param token the token; if absent, it is the one in the {@code jwt} header
 */
public record TokenStatusRequest(@Nullable Secret token) {

  /** With what is required alone. */
  public TokenStatusRequest() {
    this(null);
  }

  /** The same, and this {@link #token}. */
  public TokenStatusRequest withToken(Secret given) {
    return new TokenStatusRequest(given);
  }
}
