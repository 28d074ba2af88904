package warren.contracts.passwords;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.OnAccount;
import warren.contracts.fields.AccountId;
import warren.contracts.fields.Alternatives;
import warren.contracts.fields.LoginEmail;
import warren.contracts.fields.LoginName;

/**
 * The request {@code RequestAccountReset}. The account is named by one of the fields; without any,
 * it is one's own account. The password and the sessions remain unchanged until the reset is used.
 *
 * @param username the user name of the account
 * @param userEmail the e-mail address of the account
 * @param userId the account's id
 */
@Alternatives({"username", "user_email", "user_id"})
public record AccountResetRequest(
    @LoginName @Nullable String username,
    @LoginEmail @Nullable String userEmail,
    @AccountId @Nullable UUID userId)
    implements OnAccount {

  /** A request with the required fields only. */
  public AccountResetRequest() {
    this(null, null, null);
  }

  /** The same request with this {@link #username}. */
  public AccountResetRequest withUsername(String given) {
    return new AccountResetRequest(given, userEmail, userId);
  }

  /** The same request with this {@link #userEmail}. */
  public AccountResetRequest withUserEmail(String given) {
    return new AccountResetRequest(username, given, userId);
  }

  /** The same request with this {@link #userId}. */
  public AccountResetRequest withUserId(UUID given) {
    return new AccountResetRequest(username, userEmail, given);
  }

  @Override
  public @Nullable String ofUsername() {
    return username;
  }

  @Override
  public @Nullable String ofEmail() {
    return userEmail;
  }
}
