package warren.contracts.passwords;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.OnAccount;
import warren.contracts.Secret;
import warren.contracts.fields.Alternatives;
import warren.contracts.fields.Example;
import warren.contracts.fields.LoginEmail;
import warren.contracts.fields.LoginName;
import warren.contracts.fields.NewPassword;

/**
 * The request {@code RequestAccountPasswordUpdate}. Changes the password of the token's account or,
 * without a token, of the account that one of the other fields names. Ends all other sessions of
 * the account; with a default password as the old one, ends all sessions. A refusal because of one
 * of the passwords names its field. Only a sender who knows the old password learns that the
 * account is banned or not enabled.
 *
 * @param oldPassword the current password, or the default password of a reset
 * @param newPassword a new password, which must not be a common one
 * @param username the user name of the account; without a token, one of these three is required
 * @param userEmail the e-mail address of the account
 * @param userId the account's id
 */
@Alternatives({"username", "user_email", "user_id"})
public record AccountPasswordUpdateRequest(
    @Example("correct horse battery") Secret oldPassword,
    @NewPassword @Example("staple of another horse") Secret newPassword,
    @LoginName @Nullable String username,
    @LoginEmail @Nullable String userEmail,
    @Nullable UUID userId)
    implements OnAccount {

  /** A request with the required fields only. */
  public AccountPasswordUpdateRequest(Secret oldPassword, Secret newPassword) {
    this(oldPassword, newPassword, null, null, null);
  }

  /** The same request with this {@link #username}. */
  public AccountPasswordUpdateRequest withUsername(String given) {
    return new AccountPasswordUpdateRequest(oldPassword, newPassword, given, userEmail, userId);
  }

  /** The same request with this {@link #userEmail}. */
  public AccountPasswordUpdateRequest withUserEmail(String given) {
    return new AccountPasswordUpdateRequest(oldPassword, newPassword, username, given, userId);
  }

  /** The same request with this {@link #userId}. */
  public AccountPasswordUpdateRequest withUserId(UUID given) {
    return new AccountPasswordUpdateRequest(oldPassword, newPassword, username, userEmail, given);
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
