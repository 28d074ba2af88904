package warren.contracts.accounts;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.OnAccount;
import warren.contracts.fields.AccountId;
import warren.contracts.fields.Alternatives;
import warren.contracts.fields.Limit;

/**
 * The request {@code RequestAccountData}. The account is named by its id or by its number, but not
 * by both. Without either, it is one's own account.
 *
 * @param userId the account's id
 * @param number the account's serial number
 */
@Alternatives({"user_id", "number"})
public record AccountDataRequest(
    @AccountId @Nullable UUID userId, @Limit(min = 1) @Nullable Long number) implements OnAccount {

  /** A request with the required fields only. */
  public AccountDataRequest() {
    this(null, null);
  }

  /** The same request with this {@link #userId}. */
  public AccountDataRequest withUserId(UUID given) {
    return new AccountDataRequest(given, number);
  }

  /** The same request with this {@link #number}. */
  public AccountDataRequest withNumber(Long given) {
    return new AccountDataRequest(userId, given);
  }
}
