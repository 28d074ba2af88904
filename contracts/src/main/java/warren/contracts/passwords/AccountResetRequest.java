package warren.contracts.passwords;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.OnAccount;
import warren.contracts.json.Example;
import warren.contracts.json.Limit;

/**
 * Asks for a reset of a password: of one's own, or of the account named by one of these. Until it
 * is used, password and sessions stay as they are. Refused with {@code unknown_account}.
 *
 * @param username the account's name, 1 to 64 code points
 * @param userEmail the account's e-mail address, at most 254 code points
 * @param userId the account's id
 */
public record AccountResetRequest(
    @Limit(max = 64) @Nullable String username,
    @Limit(max = 254) @Nullable String userEmail,
    @Example("019449c5-6f00-7000-8000-000000000002") @Nullable UUID userId)
    implements OnAccount {

  /** With what is required alone. */
  public AccountResetRequest() {
    this(null, null, null);
  }

  /** The same, and this {@link #username}. */
  public AccountResetRequest withUsername(String given) {
    return new AccountResetRequest(given, userEmail, userId);
  }

  /** The same, and this {@link #userEmail}. */
  public AccountResetRequest withUserEmail(String given) {
    return new AccountResetRequest(username, given, userId);
  }

  /** The same, and this {@link #userId}. */
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
