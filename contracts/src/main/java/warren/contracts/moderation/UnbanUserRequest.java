package warren.contracts.moderation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.OnAccount;
import warren.contracts.fields.AccountId;
import warren.contracts.fields.Example;
import warren.contracts.fields.Reason;

/**
 * The request {@code RequestUnbanUser}. Also resets the throttle of the account. Succeeds for an
 * account without an active ban.
 *
 * @param userId the account's id
 * @param reason the reason for lifting the ban
 */
public record UnbanUserRequest(
    @AccountId UUID userId, @Reason @Example("Has apologised") @Nullable String reason)
    implements OnAccount {

  /** A request with the required fields only. */
  public UnbanUserRequest(UUID userId) {
    this(userId, null);
  }

  /** The same request with this {@link #reason}. */
  public UnbanUserRequest withReason(String given) {
    return new UnbanUserRequest(userId, given);
  }
}
