package warren.contracts.tokens;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.OnAccount;
import warren.contracts.json.Example;

/**
 * Asks to end all sessions of one's own account, or of the one named. Refused with {@code
 * unknown_account}.
 *
 * @param userId the account's id
 */
public record InvalidateAllTokensRequest(
    @Example("019449c5-6f00-7000-8000-000000000002") @Nullable UUID userId) implements OnAccount {

  /** With what is required alone. */
  public InvalidateAllTokensRequest() {
    this(null);
  }

  /** The same, and this {@link #userId}. */
  public InvalidateAllTokensRequest withUserId(UUID given) {
    return new InvalidateAllTokensRequest(given);
  }
}
