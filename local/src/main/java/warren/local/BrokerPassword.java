package warren.local;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** RabbitMQ's password hash: a salt of four bytes, then the SHA-256 of salt and password. */
final class BrokerPassword {
  private static final int SALT_BYTES = 4;

  private BrokerPassword() {}

  static String hash(String password) {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    return hash(salt, password);
  }

  static String hash(byte[] salt, String password) {
    byte[] digest = sha256(concat(salt, password.getBytes(StandardCharsets.UTF_8)));
    return Base64.getEncoder().encodeToString(concat(salt, digest));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = new byte[first.length + second.length];
    System.arraycopy(first, 0, both, 0, first.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
