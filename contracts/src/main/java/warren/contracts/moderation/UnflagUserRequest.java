package warren.contracts.moderation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.OnAccount;
import warren.contracts.fields.AccountId;
import warren.contracts.fields.Example;
import warren.contracts.fields.Reason;

/**
 * The request {@code RequestUnflagUser}. Succeeds for an account without a flag.
 *
 * @param userId the account's id
 * @param reason the reason for removing the flag
 */
public record UnflagUserRequest(
    @AccountId UUID userId, @Reason @Example("Looked at") @Nullable String reason)
    implements OnAccount {

  /** A request with the required fields only. */
  public UnflagUserRequest(UUID userId) {
    this(userId, null);
  }

  /** The same request with this {@link #reason}. */
  public UnflagUserRequest withReason(String given) {
    return new UnflagUserRequest(userId, given);
  }
}
