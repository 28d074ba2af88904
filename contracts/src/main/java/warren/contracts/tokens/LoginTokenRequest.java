package warren.contracts.tokens;

import org.jspecify.annotations.Nullable;
import warren.contracts.Secret;
import warren.contracts.fields.Example;
import warren.contracts.fields.LoginName;
import warren.contracts.fields.TokenLifetime;

/**
 * The request {@code RequestLoginToken}. Only a sender who knows the password learns that the
 * account is banned or not enabled.
 *
 * @param username the user name of the account
 * @param password the password, of any length
 * @param ttl the token's lifetime in milliseconds, limited to the service's maximum; the service's
 *     default if absent
 */
public record LoginTokenRequest(
    @LoginName @Example("ada") String username,
    @Example("correct horse battery") Secret password,
    @TokenLifetime @Nullable Long ttl) {

  /** A request with the required fields only. */
  public LoginTokenRequest(String username, Secret password) {
    this(username, password, null);
  }

  /** The same request with this {@link #ttl}. */
  public LoginTokenRequest withTtl(Long given) {
    return new LoginTokenRequest(username, password, given);
  }
}
