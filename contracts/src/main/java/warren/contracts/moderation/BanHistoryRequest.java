package warren.contracts.moderation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.OnAccount;
import warren.contracts.json.Example;
import warren.contracts.json.Limit;

/**
 * Asks for all bans of an account, the newest first. Refused with {@code unknown_account}.
 *
 * @param userId the account's id
 * @param limit how many at most, 1 to 500; 50 if absent
 * @param after the {@code next} of the page before; absent for the first
 */
public record BanHistoryRequest(
    @Example("019449c5-6f00-7000-8000-000000000002") UUID userId,
    @Limit(min = 1, max = 500) @Example("50") @Nullable Long limit,
    @Limit(max = 200) @Nullable String after)
    implements OnAccount {

  /** With what is required alone. */
  public BanHistoryRequest(UUID userId) {
    this(userId, null, null);
  }

  /** The same, and this {@link #limit}. */
  public BanHistoryRequest withLimit(Long given) {
    return new BanHistoryRequest(userId, given, after);
  }

  /** The same, and this {@link #after}. */
  public BanHistoryRequest withAfter(String given) {
    return new BanHistoryRequest(userId, limit, given);
  }
}
