package warren.contracts;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A request about one account: the one it names or, naming none, the caller's own. */
public interface OnAccount {
  /** The account's id, or null. */
  @Nullable UUID userId();

  /** The account's serial number, or null. */
  default @Nullable Long number() {
    return null;
  }

  /** The name of the account that this is about, or null. */
  default @Nullable String ofUsername() {
    return null;
  }

  /** The e-mail address of the account that this is about, or null. */
  default @Nullable String ofEmail() {
    return null;
  }
}
