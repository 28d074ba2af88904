package warren.contracts;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A request about one account: the named one or, without a name, the sender's own. */
public interface OnAccount {
  /** The account's id, or null. */
  @Nullable UUID userId();

  /** The account's serial number, or null. */
  default @Nullable Long number() {
    return null;
  }

  /** The account's user name, or null. */
  default @Nullable String ofUsername() {
    return null;
  }

  /** The account's e-mail address, or null. */
  default @Nullable String ofEmail() {
    return null;
  }
}
