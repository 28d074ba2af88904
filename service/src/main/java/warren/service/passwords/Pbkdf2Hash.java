package warren.service.passwords;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import warren.contracts.Secret;

/** A PBKDF2-HMAC-SHA-256 hash (RFC 8018) in Django's text form. */
record Pbkdf2Hash(String text, int iterations, String salt, String digest) implements ImportedHash {
  private static final int MAX_ITERATIONS = 2_000_000;
  private static final int DIGEST_BITS = 256;

  static final String LIMITS = "%d iterations".formatted(MAX_ITERATIONS);

  static Pbkdf2Hash read(Matcher hash) {
    var iterations = Integer.parseInt(hash.group("iterations"));
    if (iterations < 1 || iterations > MAX_ITERATIONS) {
      throw HashFormat.PBKDF2.outsideLimits();
    }
    return new Pbkdf2Hash(hash.group("hash"), iterations, hash.group("salt"), hash.group("digest"));
  }

  @Override
  public boolean matches(Secret password) {
    var saltBytes = salt.getBytes(StandardCharsets.UTF_8);
    var chars = password.reveal().toCharArray();
    var spec = new PBEKeySpec(chars, saltBytes, iterations, DIGEST_BITS);
    try {
      var derived =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
      return MessageDigest.isEqual(derived, Base64.getDecoder().decode(digest));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has PBKDF2", e);
    } finally {
      spec.clearPassword();
    }
  }

  @Override
  public String toString() {
    return HashFormat.PBKDF2.title();
  }
}
