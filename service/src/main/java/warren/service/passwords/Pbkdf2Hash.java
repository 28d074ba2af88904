package warren.service.passwords;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.regex.Matcher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import warren.contracts.Secret;
import warren.service.store.SecretBytes;

/** A PBKDF2 hash (RFC 8018) in the text form of one of several programs. */
record Pbkdf2Hash(HashFormat format, String text, Parameters parameters, SecretBytes digest)
    implements ImportedHash {
  private static final int MAX_ITERATIONS = 2_000_000;
  private static final int MAX_SALT_BYTES = 512;
  private static final int MIN_DIGEST_BYTES = 16;
  private static final int MAX_DIGEST_BYTES = 64;

  private static final String SHA1 = "PBKDF2WithHmacSHA1";
  private static final String SHA256 = "PBKDF2WithHmacSHA256";
  private static final String SHA512 = "PBKDF2WithHmacSHA512";

  static final String LIMITS = "%d iterations".formatted(MAX_ITERATIONS);

  /**
   * The parameters of a computation.
   *
   * @param algorithm the JDK's name
   */
  private record Parameters(String algorithm, long iterations, SecretBytes salt) {}

  static Pbkdf2Hash readDjango(Matcher hash) {
    return new Pbkdf2Hash(
        HashFormat.PBKDF2_DJANGO, hash, salt(hash), EncodedBytes.ofBase64(hash.group("digest")));
  }

  static Pbkdf2Hash readWerkzeug(Matcher hash) {
    return new Pbkdf2Hash(
        HashFormat.PBKDF2_WERKZEUG, hash, salt(hash), EncodedBytes.ofHex(hash.group("digest")));
  }

  static Pbkdf2Hash readPhc(Matcher hash) {
    return new Pbkdf2Hash(
        HashFormat.PBKDF2_PHC,
        hash,
        EncodedBytes.ofBase64(hash.group("salt")),
        EncodedBytes.ofBase64(hash.group("digest")));
  }

  /** Reads version 3: the version, then the parameters as unsigned integers, salt and digest. */
  static Pbkdf2Hash readAspNet(Matcher hash) {
    try {
      var data = ByteBuffer.wrap(EncodedBytes.ofBase64(hash.group("hash")).bytes()).position(1);
      var algorithm = algorithmOfAspNet(data.getInt());
      var iterations = Integer.toUnsignedLong(data.getInt());
      var salt = next(data, data.getInt());
      return new Pbkdf2Hash(
          HashFormat.PBKDF2_ASP_NET,
          hash.group("hash"),
          new Parameters(algorithm, iterations, salt),
          next(data, data.remaining()));
    } catch (BufferUnderflowException e) {
      throw HashFormat.refused("is truncated");
    }
  }

  private static SecretBytes next(ByteBuffer data, int length) {
    if (length < 0 || length > data.remaining()) {
      throw new BufferUnderflowException();
    }
    var bytes = new byte[length];
    data.get(bytes);
    return new SecretBytes(bytes);
  }

  private static String algorithmOfAspNet(int number) {
    return switch (number) {
      case 0 -> SHA1;
      case 1 -> SHA256;
      case 2 -> SHA512;
      default -> throw HashFormat.refused("names an unknown function");
    };
  }

  private static SecretBytes salt(Matcher hash) {
    return new SecretBytes(hash.group("salt").getBytes(StandardCharsets.UTF_8));
  }

  private Pbkdf2Hash(HashFormat format, Matcher hash, SecretBytes salt, SecretBytes digest) {
    this(
        format,
        hash.group("hash"),
        new Parameters(
            algorithm(hash.group("prefix")), Long.parseLong(hash.group("iterations")), salt),
        digest);
  }

  /** Checks the parameters, so that the computation cannot fail and its time is bounded. */
  Pbkdf2Hash {
    if (parameters.iterations() < 1 || parameters.iterations() > MAX_ITERATIONS) {
      throw format.outsideLimits();
    }
    EncodedBytes.requireLength("salt", parameters.salt(), 1, MAX_SALT_BYTES);
    EncodedBytes.requireLength("digest", digest, MIN_DIGEST_BYTES, MAX_DIGEST_BYTES);
  }

  private static String algorithm(String prefix) {
    if (prefix.contains("sha512")) {
      return SHA512;
    }
    return prefix.contains("sha256") ? SHA256 : SHA1;
  }

  @Override
  public boolean matches(Secret password) {
    var expected = digest.bytes();
    var spec =
        new PBEKeySpec(
            password.reveal().toCharArray(),
            parameters.salt().bytes(),
            (int) parameters.iterations(),
            Byte.SIZE * expected.length);
    try {
      var key = SecretKeyFactory.getInstance(parameters.algorithm()).generateSecret(spec);
      return MessageDigest.isEqual(key.getEncoded(), expected);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has PBKDF2", e);
    } finally {
      spec.clearPassword();
    }
  }

  @Override
  public String toString() {
    return format.title();
  }
}
