package warren.contracts.tokens;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.OnAccount;
import warren.contracts.fields.AccountId;

/**
 * The request {@code RequestInvalidateAllTokens}.
 *
 * @param userId the account's id; one's own account if absent
 */
public record InvalidateAllTokensRequest(@AccountId @Nullable UUID userId) implements OnAccount {

  /** A request with the required fields only. */
  public InvalidateAllTokensRequest() {
    this(null);
  }

  /** The same request with this {@link #userId}. */
  public InvalidateAllTokensRequest withUserId(UUID given) {
    return new InvalidateAllTokensRequest(given);
  }
}
