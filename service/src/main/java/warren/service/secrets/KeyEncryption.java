package warren.service.secrets;

import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import warren.service.config.ServerSecret;
import warren.service.store.AesGcm;
import warren.settings.StartException;

/**
 * Encrypts keys for the database, bound to the id of the encrypted key. Encrypts with the server
 * secret; decrypts with the previous one, too. Thread-safe.
 */
public final class KeyEncryption {
  private static final String PURPOSE = "signing keys";

  private final AesGcm current;
  private final Optional<AesGcm> previous;

  /** The secret that decrypts a key. */
  enum EncryptedWith {
    CURRENT,
    PREVIOUS,
    NEITHER
  }

  public KeyEncryption(ServerSecret secret) {
    this.current = aes(secret.keyFor(PURPOSE));
    this.previous = secret.previousKeyFor(PURPOSE).map(KeyEncryption::aes);
  }

  private static AesGcm aes(SecretKeySpec derived) {
    return new AesGcm(derived.getEncoded());
  }

  /** Encrypts a key with the current secret. */
  public byte[] encrypt(String id, byte[] key) {
    return current.encrypt(id, key);
  }

  /**
   * The decrypted key.
   *
   * @throws StartException if it was encrypted with neither of the two secrets
   */
  public byte[] decrypt(String id, byte[] encrypted) {
    return tryDecrypt(id, encrypted)
        .orElseThrow(
            () ->
                new StartException(
                    previous.isEmpty()
                        ? "WARREN_SECRET is not the secret with which the keys in the database are"
                            + " encrypted: set the secret that the other processes use."
                        : "Neither WARREN_SECRET nor WARREN_SECRET_PREVIOUS is the secret with which"
                            + " the keys in the database are encrypted: set those that the"
                            + " other processes use.",
                    null));
  }

  /** The decrypted key; empty if it was encrypted with neither of the two secrets. */
  public Optional<byte[]> tryDecrypt(String id, byte[] encrypted) {
    return current
        .decrypt(id, encrypted)
        .or(() -> previous.flatMap(before -> before.decrypt(id, encrypted)));
  }

  EncryptedWith encryptedWith(String id, byte[] encrypted) {
    if (current.decrypt(id, encrypted).isPresent()) {
      return EncryptedWith.CURRENT;
    }
    return previous.flatMap(before -> before.decrypt(id, encrypted)).isPresent()
        ? EncryptedWith.PREVIOUS
        : EncryptedWith.NEITHER;
  }
}
