package warren.service.secrets;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import warren.service.config.ServerSecret;
import warren.settings.StartException;

/**
 * Encrypts keys for the database with AES-256-GCM, bound to the id of the encrypted key. Encrypts
 * with the server secret; decrypts with the previous one, too. Thread-safe.
 */
public final class KeyEncryption {
  private static final String PURPOSE = "signing keys";
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec current;
  private final Optional<SecretKeySpec> previous;
  private final SecureRandom random = new SecureRandom();

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

  private static SecretKeySpec aes(SecretKeySpec derived) {
    return new SecretKeySpec(derived.getEncoded(), "AES");
  }

  /** Returns the nonce, followed by the ciphertext with its tag. */
  public byte[] encrypt(String id, byte[] key) {
    var nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      var ciphertext = cipher(Cipher.ENCRYPT_MODE, current, id, nonce).doFinal(key);
      var encrypted = Arrays.copyOf(nonce, NONCE_BYTES + ciphertext.length);
      System.arraycopy(ciphertext, 0, encrypted, NONCE_BYTES, ciphertext.length);
      return encrypted;
    } catch (GeneralSecurityException e) {
      throw impossible(e);
    }
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
    return decrypt(current, id, encrypted)
        .or(() -> previous.flatMap(key -> decrypt(key, id, encrypted)));
  }

  EncryptedWith encryptedWith(String id, byte[] encrypted) {
    if (decrypt(current, id, encrypted).isPresent()) {
      return EncryptedWith.CURRENT;
    }
    return previous.flatMap(key -> decrypt(key, id, encrypted)).isPresent()
        ? EncryptedWith.PREVIOUS
        : EncryptedWith.NEITHER;
  }

  private static Optional<byte[]> decrypt(SecretKeySpec key, String id, byte[] encrypted) {
    if (encrypted.length < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
      return Optional.empty();
    }
    var nonce = Arrays.copyOf(encrypted, NONCE_BYTES);
    try {
      return Optional.of(
          cipher(Cipher.DECRYPT_MODE, key, id, nonce)
              .doFinal(encrypted, NONCE_BYTES, encrypted.length - NONCE_BYTES));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw impossible(e);
    }
  }

  private static Cipher cipher(int mode, SecretKeySpec key, String id, byte[] nonce)
      throws GeneralSecurityException {
    var cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(id.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private static IllegalStateException impossible(GeneralSecurityException cause) {
    return new IllegalStateException("every Java has " + CIPHER, cause);
  }
}
