package warren.service.tokens;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import warren.service.config.ServerSecret;

/** Encrypts private keys for the database with AES-256-GCM, bound to the id of the key. */
final class KeyEncryption {
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;
  private final SecureRandom random = new SecureRandom();

  KeyEncryption(ServerSecret secret) {
    this.key = new SecretKeySpec(secret.keyFor("signing keys").getEncoded(), "AES");
  }

  /** Returns the nonce, followed by the ciphertext with its tag. */
  byte[] encrypt(String kid, byte[] privateKey) throws GeneralSecurityException {
    var nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    var ciphertext = cipher(Cipher.ENCRYPT_MODE, kid, nonce).doFinal(privateKey);
    var encrypted = Arrays.copyOf(nonce, NONCE_BYTES + ciphertext.length);
    System.arraycopy(ciphertext, 0, encrypted, NONCE_BYTES, ciphertext.length);
    return encrypted;
  }

  byte[] decrypt(String kid, byte[] encrypted) throws GeneralSecurityException {
    var nonce = Arrays.copyOf(encrypted, NONCE_BYTES);
    return cipher(Cipher.DECRYPT_MODE, kid, nonce)
        .doFinal(encrypted, NONCE_BYTES, encrypted.length - NONCE_BYTES);
  }

  private Cipher cipher(int mode, String kid, byte[] nonce) throws GeneralSecurityException {
    var cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(kid.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
