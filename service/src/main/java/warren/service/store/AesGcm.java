package warren.service.store;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encryption for the database: AES-256-GCM with random nonces (NIST SP 800-38D). A ciphertext is
 * bound to the id of its row. Thread-safe.
 */
public final class AesGcm {
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKeySpec key;

  /**
   * Creates a cipher.
   *
   * @param key 256 bits
   */
  public AesGcm(byte[] key) {
    this.key = new SecretKeySpec(key, "AES");
  }

  /** Returns the nonce, followed by the ciphertext with its tag. */
  public byte[] encrypt(String id, byte[] text) {
    var nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    try {
      var ciphertext = cipher(Cipher.ENCRYPT_MODE, id, nonce).doFinal(text);
      var encrypted = Arrays.copyOf(nonce, NONCE_BYTES + ciphertext.length);
      System.arraycopy(ciphertext, 0, encrypted, NONCE_BYTES, ciphertext.length);
      return encrypted;
    } catch (GeneralSecurityException e) {
      throw impossible(e);
    }
  }

  /**
   * Returns the text; empty if it was encrypted with another key, or for another id, or is
   * truncated.
   */
  public Optional<byte[]> decrypt(String id, byte[] encrypted) {
    if (encrypted.length < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
      return Optional.empty();
    }
    var nonce = Arrays.copyOf(encrypted, NONCE_BYTES);
    try {
      return Optional.of(
          cipher(Cipher.DECRYPT_MODE, id, nonce)
              .doFinal(encrypted, NONCE_BYTES, encrypted.length - NONCE_BYTES));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw impossible(e);
    }
  }

  private Cipher cipher(int mode, String id, byte[] nonce) throws GeneralSecurityException {
    var cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(id.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private static IllegalStateException impossible(GeneralSecurityException cause) {
    return new IllegalStateException("every Java has " + CIPHER, cause);
  }
}
