package warren.contracts.moderation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.OnAccount;
import warren.contracts.json.Example;
import warren.contracts.json.Limit;

/**
 * Flags an account, for moderators to look at; replaces its flag. Refused with {@code
 * unknown_account}.
 *
 * @param userId the account's id
 * @param reason at most 500 code points
 */
public record FlagUserRequest(
    @Example("019449c5-6f00-7000-8000-000000000002") UUID userId,
    @Limit(min = 0, max = 500) @Example("Posts links only") @Nullable String reason)
    implements OnAccount {

  /** With what is required alone. */
  public FlagUserRequest(UUID userId) {
    this(userId, null);
  }

  /** The same, and this {@link #reason}. */
  public FlagUserRequest withReason(String given) {
    return new FlagUserRequest(userId, given);
  }
}
