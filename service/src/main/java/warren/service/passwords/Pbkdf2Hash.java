package warren.service.passwords;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import warren.contracts.Secret;

/** PBKDF2-HMAC-SHA-256 (RFC 8018) as Django writes it. */
record Pbkdf2Hash(String text, int iterations, String salt, String digest) implements ForeignHash {
  static final String PREFIX = "pbkdf2_sha256$";

  private static final int MAX_ITERATIONS = 2_000_000;
  private static final int DIGEST_BITS = 256;
  private static final Pattern FORMAT =
      Pattern.compile("pbkdf2_sha256\\$(\\d{1,7})\\$([^$\\p{C}]{1,128})\\$([A-Za-z0-9+/]{43}=)");

  static Pbkdf2Hash of(String text) {
    var hash = FORMAT.matcher(text);
    if (!hash.matches()) {
      throw ForeignHash.refused("is no pbkdf2_sha256 as Django writes it");
    }
    var iterations = Integer.parseInt(hash.group(1));
    if (iterations < 1 || iterations > MAX_ITERATIONS) {
      throw ForeignHash.refused("must have from 1 to " + MAX_ITERATIONS + " iterations");
    }
    return new Pbkdf2Hash(text, iterations, hash.group(2), hash.group(3));
  }

  @Override
  public boolean isOf(Secret password) {
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
  public String kept() {
    return MARK + text;
  }

  @Override
  public String toString() {
    return PREFIX;
  }
}
