package warren.contracts.tokens;

import org.jspecify.annotations.Nullable;
import warren.contracts.Secret;
import warren.contracts.fields.Alternatives;
import warren.contracts.fields.Example;
import warren.contracts.fields.LoginEmail;
import warren.contracts.fields.LoginName;
import warren.contracts.fields.TokenLifetime;

/**
 * The request {@code RequestSession}. Only a sender who knows the password learns that the account
 * is banned or not enabled.
 *
 * @param username the user name of the account; required unless the e-mail address is given
 * @param userEmail the e-mail address of the account, instead of its user name
 * @param password the password, of any length
 * @param ttl the lifetime of each access token in milliseconds, limited to the service's maximum;
 *     the service's default if absent
 */
@Alternatives(
    value = {"username", "user_email"},
    required = true)
public record SessionRequest(
    @LoginName @Example("ada") @Nullable String username,
    @LoginEmail @Nullable String userEmail,
    @Example("correct horse battery") Secret password,
    @TokenLifetime @Nullable Long ttl) {

  /** A request with the required fields only; a name of the account must be added. */
  public SessionRequest(Secret password) {
    this(null, null, password, null);
  }

  /** A request with a user name. */
  public SessionRequest(String username, Secret password) {
    this(username, null, password, null);
  }

  /** The same request with this {@link #username}. */
  public SessionRequest withUsername(String given) {
    return new SessionRequest(given, userEmail, password, ttl);
  }

  /** The same request with this {@link #userEmail}. */
  public SessionRequest withUserEmail(String given) {
    return new SessionRequest(username, given, password, ttl);
  }

  /** The same request with this {@link #ttl}. */
  public SessionRequest withTtl(Long given) {
    return new SessionRequest(username, userEmail, password, given);
  }
}
