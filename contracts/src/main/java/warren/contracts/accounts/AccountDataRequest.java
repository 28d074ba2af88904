package warren.contracts.accounts;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.OnAccount;
import warren.contracts.json.Example;
import warren.contracts.json.Limit;

/**
 * Asks for an account: by id, by number (not both), or naming none for one's own. Refused with
 * {@code unknown_account}.
 *
 * @param userId the account's id
 * @param number the account's serial number
 */
public record AccountDataRequest(
    @Example("019449c5-6f00-7000-8000-000000000002") @Nullable UUID userId,
    @Limit(min = 1) @Nullable Long number)
    implements OnAccount {

  /** With what is required alone. */
  public AccountDataRequest() {
    this(null, null);
  }

  /** The same, and this {@link #userId}. */
  public AccountDataRequest withUserId(UUID given) {
    return new AccountDataRequest(given, number);
  }

  /** The same, and this {@link #number}. */
  public AccountDataRequest withNumber(Long given) {
    return new AccountDataRequest(userId, given);
  }
}
