package warren.contracts.moderation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.OnAccount;
import warren.contracts.json.Example;
import warren.contracts.json.Limit;

/**
 * Lifts the ban of an account, if one stands, and forgets the passwords that were tried on it.
 * Refused with {@code unknown_account}.
 *
 * @param userId the account's id
 * @param reason at most 500 code points
 */
public record UnbanUserRequest(
    @Example("019449c5-6f00-7000-8000-000000000002") UUID userId,
    @Limit(min = 0, max = 500) @Example("Has apologised") @Nullable String reason)
    implements OnAccount {

  /** With what is required alone. */
  public UnbanUserRequest(UUID userId) {
    this(userId, null);
  }

  /** The same, and this {@link #reason}. */
  public UnbanUserRequest withReason(String given) {
    return new UnbanUserRequest(userId, given);
  }
}
