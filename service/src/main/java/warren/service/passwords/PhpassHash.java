package warren.service.passwords;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.regex.Matcher;
import org.apache.commons.codec.digest.DigestUtils;
import warren.contracts.Secret;

/** A portable hash of phpass, as used by WordPress, Drupal 6 and phpBB: iterated MD5. */
record PhpassHash(String text, int iterations, String salt, String digest) implements ImportedHash {
  private static final String DIGITS =
      "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private static final int MIN_LOG2 = 7;
  private static final int MAX_LOG2 = 20;

  static final String LIMITS = "2^%d to 2^%d iterations".formatted(MIN_LOG2, MAX_LOG2);

  static PhpassHash read(Matcher hash) {
    var log2 = DIGITS.indexOf(hash.group("cost"));
    if (log2 < MIN_LOG2 || log2 > MAX_LOG2) {
      throw HashFormat.PHPASS.outsideLimits();
    }
    return new PhpassHash(hash.group("hash"), 1 << log2, hash.group("salt"), hash.group("digest"));
  }

  @Override
  public boolean matches(Secret password) {
    var bytes = password.reveal().getBytes(StandardCharsets.UTF_8);
    try {
      var md5 = DigestUtils.getMd5Digest();
      md5.update(salt.getBytes(StandardCharsets.US_ASCII));
      var hash = md5.digest(bytes);
      for (var i = 0; i < iterations; i++) {
        md5.update(hash);
        hash = md5.digest(bytes);
      }
      return MessageDigest.isEqual(
          encode(hash).getBytes(StandardCharsets.US_ASCII),
          digest.getBytes(StandardCharsets.US_ASCII));
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /** Encodes groups of three bytes in four digits, the lowest first. */
  private static String encode(byte[] hash) {
    var text = new StringBuilder();
    for (var start = 0; start < hash.length; start += 3) {
      var group = Arrays.copyOfRange(hash, start, Math.min(start + 3, hash.length));
      var bits = 0;
      for (var i = 0; i < group.length; i++) {
        bits |= Byte.toUnsignedInt(group[i]) << (Byte.SIZE * i);
      }
      for (var digit = 0; digit <= group.length; digit++) {
        text.append(DIGITS.charAt((bits >>> (6 * digit)) & 0x3f));
      }
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return HashFormat.PHPASS.title();
  }
}
