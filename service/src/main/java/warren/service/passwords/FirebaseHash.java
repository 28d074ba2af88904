package warren.service.passwords;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.regex.Matcher;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import warren.contracts.Secret;
import warren.service.store.SecretBytes;

/**
 * A hash of Firebase Authentication: the project's key, encrypted with a key that scrypt derives
 * from the password.
 *
 * @param salt the account's salt, followed by the project's separator
 * @param signerKey the project's key
 */
record FirebaseHash(
    String text, Scrypt scrypt, SecretBytes salt, SecretBytes signerKey, SecretBytes digest)
    implements ImportedHash {
  private static final int KEY_BYTES = 32;

  /** Far beyond the limit of the memory. */
  private static final int MAX_SHIFT = 62;

  private static final IvParameterSpec ZEROS = new IvParameterSpec(new byte[16]);

  static FirebaseHash read(Matcher hash) {
    var salt = EncodedBytes.ofBase64(hash.group("salt")).bytes();
    var separator = EncodedBytes.ofBase64(hash.group("separator")).bytes();
    var saltAndSeparator = Arrays.copyOf(salt, salt.length + separator.length);
    System.arraycopy(separator, 0, saltAndSeparator, salt.length, separator.length);
    return new FirebaseHash(
        hash.group("hash"),
        Scrypt.of(
            HashFormat.FIREBASE,
            1L << Math.min(Integer.parseInt(hash.group("memCost")), MAX_SHIFT),
            Long.parseLong(hash.group("rounds")),
            1),
        new SecretBytes(saltAndSeparator),
        EncodedBytes.ofBase64(hash.group("key")),
        EncodedBytes.ofBase64(hash.group("digest")));
  }

  /** The encryption does not change the length. */
  FirebaseHash {
    if (signerKey.bytes().length != digest.bytes().length) {
      throw HashFormat.refused("contains a digest that is not as long as the project's key");
    }
  }

  @Override
  public boolean matches(Secret password) {
    var bytes = password.reveal().getBytes(StandardCharsets.UTF_8);
    try {
      var key = new SecretKeySpec(scrypt.derive(bytes, salt.bytes(), KEY_BYTES), "AES");
      var aes = Cipher.getInstance("AES/CTR/NoPadding");
      aes.init(Cipher.ENCRYPT_MODE, key, ZEROS);
      return MessageDigest.isEqual(aes.doFinal(signerKey.bytes()), digest.bytes());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES", e);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  @Override
  public String toString() {
    return HashFormat.FIREBASE.title();
  }
}
