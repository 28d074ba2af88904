package warren.contracts.passwords;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.OnAccount;
import warren.contracts.Secret;
import warren.contracts.fields.Example;
import warren.contracts.fields.LoginName;
import warren.contracts.fields.NewPassword;

/**
 * The request {@code RequestAccountPasswordUpdate}. Changes the password of the token's account or,
 * without a token, of the account with the user name. Ends all other sessions of the account; with
 * a default password as the old one, ends all sessions. A refusal because of one of the passwords
 * names its field. Only a sender who knows the old password learns that the account is banned or
 * not enabled.
 *
 * @param oldPassword the current password, or the default password of a reset
 * @param newPassword a new password, which must not be a common one
 * @param username the user name of the account; required without a token
 */
public record AccountPasswordUpdateRequest(
    @Example("correct horse battery") Secret oldPassword,
    @NewPassword @Example("staple of another horse") Secret newPassword,
    @LoginName @Nullable String username)
    implements OnAccount {

  /** A request with the required fields only. */
  public AccountPasswordUpdateRequest(Secret oldPassword, Secret newPassword) {
    this(oldPassword, newPassword, null);
  }

  /** The same request with this {@link #username}. */
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
