package warren.contracts.passwords;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.OnAccount;
import warren.contracts.Secret;
import warren.contracts.json.Example;
import warren.contracts.json.Limit;

/**
 * Asks for another password: of the token's account or, without a token, of the one named. Ends all
 * other sessions of the account; with a default password as the old one, all of them. Refused with
 * {@code bad_credentials} and {@code fields.old_password}, {@code weak_password} and {@code
 * fields.new_password}, {@code throttled}; after the right old password with {@code banned} or
 * {@code not_enabled}.
 *
 * @param oldPassword the password until now, or the default password of a reset
 * @param newPassword 8 to 256 code points, at most 1024 bytes, not a common one
 * @param username the account's name, 1 to 64 code points; needed where there is no token
 */
public record AccountPasswordUpdateRequest(
    @Example("correct horse battery") Secret oldPassword,
    @Example("staple of another horse") Secret newPassword,
    @Limit(max = 64) @Nullable String username)
    implements OnAccount {

  /** With what is required alone. */
  public AccountPasswordUpdateRequest(Secret oldPassword, Secret newPassword) {
    this(oldPassword, newPassword, null);
  }

  /** The same, and this {@link #username}. */
  public AccountPasswordUpdateRequest withUsername(String given) {
    return new AccountPasswordUpdateRequest(oldPassword, newPassword, given);
  }

  @Override
  public @Nullable UUID userId() {
    return null;
  }

  @Override
  public @Nullable String ofUsername() {
    return username;
  }
}
