package warren.service.passwords;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import warren.service.identity.EmailKey;
import warren.service.identity.NameKey;

/**
 * The name by which a request identifies an account. Login attempts by user name and by e-mail
 * address are counted separately: a common count would reveal which address belongs to which name.
 *
 * @param key the form in which names are compared
 */
record AccountName(Kind kind, String key) {
  enum Kind {
    USERNAME,
    EMAIL
  }

  static AccountName ofUsername(String username) {
    return new AccountName(Kind.USERNAME, NameKey.of(username));
  }

  static AccountName ofEmail(String email) {
    return new AccountName(Kind.EMAIL, EmailKey.of(email));
  }

  /** The one of the two that is not null. */
  static AccountName of(@Nullable String username, @Nullable String email) {
    return username != null ? ofUsername(username) : ofEmail(Objects.requireNonNull(email));
  }
}
