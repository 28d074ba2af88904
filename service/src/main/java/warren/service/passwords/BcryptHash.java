package warren.service.passwords;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import org.apache.commons.codec.digest.DigestUtils;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import warren.contracts.Secret;

/**
 * A bcrypt hash, which covers only the first 72 bytes of a password. Django's variant hashes the
 * SHA-256 of the password, in hexadecimal.
 */
record BcryptHash(HashFormat format, String text) implements ImportedHash {
  private static final int MIN_COST = 4;
  private static final int MAX_COST = 16;

  static final String LIMITS = "cost %d to %d".formatted(MIN_COST, MAX_COST);

  static BcryptHash read(Matcher hash) {
    return read(HashFormat.BCRYPT, hash);
  }

  static BcryptHash readSha256(Matcher hash) {
    return read(HashFormat.BCRYPT_SHA256, hash);
  }

  private static BcryptHash read(HashFormat format, Matcher hash) {
    var cost = Integer.parseInt(hash.group("cost"));
    if (cost < MIN_COST || cost > MAX_COST) {
      throw format.outsideLimits();
    }
    return new BcryptHash(format, hash.group("hash"));
  }

  @Override
  public boolean matches(Secret password) {
    var bytes = password.reveal().getBytes(StandardCharsets.UTF_8);
    if (format == HashFormat.BCRYPT_SHA256) {
      bytes =
          HexFormat.of().formatHex(DigestUtils.sha256(bytes)).getBytes(StandardCharsets.US_ASCII);
    }
    try {
      return OpenBSDBCrypt.checkPassword(text.substring(text.indexOf("$2")), bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  @Override
  public String toString() {
    return format.title();
  }
}
