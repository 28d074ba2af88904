package warren.service.passwords;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.service.store.Ids;

/** A reserved password check. Names and addresses are HMACs. */
final class LoginAttempt {
  private final UUID id = Ids.next();
  private final byte[] nameKey;
  private final byte @Nullable [] addressKey;

  /**
   * Creates an attempt with a new id.
   *
   * @param nameKey HMAC of the user name
   * @param addressKey HMAC of the client address; null if the address is unknown or not trusted
   */
  LoginAttempt(byte[] nameKey, byte @Nullable [] addressKey) {
    this.nameKey = nameKey;
    this.addressKey = addressKey;
  }

  UUID id() {
    return id;
  }

  byte[] nameKey() {
    return nameKey;
  }

  byte @Nullable [] addressKey() {
    return addressKey;
  }
}
