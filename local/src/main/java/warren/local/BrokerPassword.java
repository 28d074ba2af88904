package warren.local;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** A password as RabbitMQ keeps it: a salt of four bytes, then the SHA-256 of salt and password. */
final class BrokerPassword {
  private static final int SALT = 4;

  private BrokerPassword() {}

  static String hash(String password) {
    byte[] salt = new byte[SALT];
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

  private static byte[] concat(byte[] one, byte[] other) {
    byte[] both = new byte[one.length + other.length];
    System.arraycopy(one, 0, both, 0, one.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }
}
