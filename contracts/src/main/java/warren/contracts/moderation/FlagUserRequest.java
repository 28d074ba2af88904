package warren.contracts.moderation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.OnAccount;
import warren.contracts.fields.AccountId;
import warren.contracts.fields.Example;
import warren.contracts.fields.Reason;

/**
 * The request {@code RequestFlagUser}. Replaces an existing flag.
 *
 * @param userId the account's id
 * @param reason the reason for the flag
 */
public record FlagUserRequest(
    @AccountId UUID userId, @Reason @Example("Posts links only") @Nullable String reason)
    implements OnAccount {

  /** A request with the required fields only. */
  public FlagUserRequest(UUID userId) {
    this(userId, null);
  }

  /** The same request with this {@link #reason}. */
  public FlagUserRequest withReason(String given) {
    return new FlagUserRequest(userId, given);
  }
}
