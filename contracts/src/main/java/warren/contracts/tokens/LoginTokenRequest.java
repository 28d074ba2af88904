package warren.contracts.tokens;

import org.jspecify.annotations.Nullable;
import warren.contracts.Secret;
import warren.contracts.json.Example;
import warren.contracts.json.Limit;

/**
 * Asks for a login token. Refused with {@code bad_credentials}, {@code throttled}; after the right
 * password with {@code banned} or {@code not_enabled}.
 *
 * @param username the account's name, 1 to 64 code points
 * @param password of any length; a wrong one is wrong
 * @param ttl how long the token shall live, in milliseconds; 15 minutes if absent, shortened to the
 *     service's maximum
 */
public record LoginTokenRequest(
    @Limit(max = 64) @Example("ada") String username,
    @Example("correct horse battery") Secret password,
    @Limit(min = 1) @Example("60000") @Nullable Long ttl) {

  /** With what is required alone. */
  public LoginTokenRequest(String username, Secret password) {
    this(username, password, null);
  }

  /** The same, and this {@link #ttl}. */
  public LoginTokenRequest withTtl(Long given) {
    return new LoginTokenRequest(username, password, given);
  }
}
