package warren.service.passwords;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.service.store.Ids;

/** A reserved password check. Names and addresses are HMACs. */
final class LoginAttempt {
  private final UUID id = Ids.next();
  private final byte[] nameKey;
  private final byte @Nullable [] addressKey;
  private final byte @Nullable [] knownAddressKey;

  /**
   * Creates an attempt with a new id.
   *
   * @param nameKey HMAC of the user name
   * @param addressKey HMAC of the client address; null if the address is unknown or not trusted
   * @param knownAddressKey HMAC under which the address is stored if the account has logged in from
   *     it; null without an account or an address
   */
  LoginAttempt(byte[] nameKey, byte @Nullable [] addressKey, byte @Nullable [] knownAddressKey) {
    this.nameKey = nameKey;
    this.addressKey = addressKey;
    this.knownAddressKey = knownAddressKey;
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

  byte @Nullable [] knownAddressKey() {
    return knownAddressKey;
  }
}
