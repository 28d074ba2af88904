package warren.contracts.tokens;

import org.jspecify.annotations.Nullable;
import warren.contracts.Secret;
import warren.contracts.fields.Alternatives;
import warren.contracts.fields.Example;
import warren.contracts.fields.LoginEmail;
import warren.contracts.fields.LoginName;
import warren.contracts.fields.TokenLifetime;

/**
 * The request {@code RequestLoginToken}. Only a sender who knows the password learns that the
 * account is banned or not enabled.
 *
 * @param username the user name of the account; required unless the e-mail address is given
 * @param userEmail the e-mail address of the account, instead of its user name
 * @param password the password, of any length
 * @param ttl the token's lifetime in milliseconds, limited to the service's maximum; the service's
 *     default if absent
 */
@Alternatives(
    value = {"username", "user_email"},
    required = true)
public record LoginTokenRequest(
    @LoginName @Example("ada") @Nullable String username,
    @LoginEmail @Nullable String userEmail,
    @Example("correct horse battery") Secret password,
    @TokenLifetime @Nullable Long ttl) {

  /** A request with the required fields only; a name of the account must be added. */
  public LoginTokenRequest(Secret password) {
    this(null, null, password, null);
  }

  /** A request with a user name. */
  public LoginTokenRequest(String username, Secret password) {
    this(username, null, password, null);
  }

  /** The same request with this {@link #username}. */
  public LoginTokenRequest withUsername(String given) {
    return new LoginTokenRequest(given, userEmail, password, ttl);
  }

  /** The same request with this {@link #userEmail}. */
  public LoginTokenRequest withUserEmail(String given) {
    return new LoginTokenRequest(username, given, password, ttl);
  }

  /** The same request with this {@link #ttl}. */
  public LoginTokenRequest withTtl(Long given) {
    return new LoginTokenRequest(username, userEmail, password, given);
  }
}
