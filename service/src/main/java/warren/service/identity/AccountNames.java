package warren.service.identity;

import org.jspecify.annotations.Nullable;

/**
 * The names of an account, each of which identifies it at a login.
 *
 * @param email null if the account has no e-mail address
 */
public record AccountNames(String username, @Nullable String email) {
  /**
   * Refuses names with {@code invalid_fields} that their syntax allows, but no account may have.
   */
  public static void requireValid(@Nullable String username, @Nullable String email) {
    if (username != null) {
      NameKey.requireVisible("username", username);
    }
    EmailKey.requireValid("user_email", email);
  }
}
