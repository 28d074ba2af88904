package warren.service.passwords;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Matcher;
import org.apache.commons.codec.digest.Sha2Crypt;
import warren.contracts.Secret;

/** A hash of crypt(3) with SHA-256 or SHA-512. */
record Sha2CryptHash(String text) implements ImportedHash {
  private static final String SHA256 = "$5$";
  private static final int DEFAULT_ROUNDS = 5000;
  // crypt(3) itself uses at least this number
  private static final int MIN_ROUNDS = 1000;
  private static final int MAX_ROUNDS = 1_000_000;

  static final String LIMITS = "%d to %d rounds".formatted(MIN_ROUNDS, MAX_ROUNDS);

  static Sha2CryptHash read(Matcher hash) {
    var given = hash.group("rounds");
    var rounds = given == null ? DEFAULT_ROUNDS : Integer.parseInt(given);
    if (rounds < MIN_ROUNDS || rounds > MAX_ROUNDS) {
      throw HashFormat.SHA2_CRYPT.outsideLimits();
    }
    if (hash.group("digest").length() != (hash.group("prefix").equals(SHA256) ? 43 : 86)) {
      throw HashFormat.refused("contains a digest of the wrong length");
    }
    return new Sha2CryptHash(hash.group("hash"));
  }

  @Override
  public boolean matches(Secret password) {
    // Commons Codec overwrites these bytes
    var bytes = password.reveal().getBytes(StandardCharsets.UTF_8);
    var computed =
        text.startsWith(SHA256)
            ? Sha2Crypt.sha256Crypt(bytes, text)
            : Sha2Crypt.sha512Crypt(bytes, text);
    return MessageDigest.isEqual(
        computed.getBytes(StandardCharsets.US_ASCII), text.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public String toString() {
    return HashFormat.SHA2_CRYPT.title();
  }
}
