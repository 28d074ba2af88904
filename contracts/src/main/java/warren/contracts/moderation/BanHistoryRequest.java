package warren.contracts.moderation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.OnAccount;
import warren.contracts.fields.AccountId;
import warren.contracts.fields.Cursor;
import warren.contracts.fields.PageSize;

/**
 * The request {@code RequestBanHistory}.
 *
 * @param userId the account's id
 * @param limit the maximum number of entries
 * @param after the cursor at the end of the page before; absent for the first page
 */
public record BanHistoryRequest(
    @AccountId UUID userId, @PageSize @Nullable Long limit, @Cursor @Nullable String after)
    implements OnAccount {

  /** A request with the required fields only. */
  public BanHistoryRequest(UUID userId) {
    this(userId, null, null);
  }

  /** The same request with this {@link #limit}. */
  public BanHistoryRequest withLimit(Long given) {
    return new BanHistoryRequest(userId, given, after);
  }

  /** The same request with this {@link #after}. */
  public BanHistoryRequest withAfter(String given) {
    return new BanHistoryRequest(userId, limit, given);
  }
}
