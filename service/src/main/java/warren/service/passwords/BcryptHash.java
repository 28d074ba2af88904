package warren.service.passwords;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.BCrypt.Version;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import warren.contracts.Secret;

/** A bcrypt hash, which covers only the first 72 bytes of a password. */
record BcryptHash(String text) implements ImportedHash {
  private static final int MIN_COST = 4;
  private static final int MAX_COST = 14;

  static final String LIMITS = "cost %d to %d".formatted(MIN_COST, MAX_COST);

  /** The versions 2a, 2b and 2y are verified in the same way. */
  private static final BCrypt.Verifyer VERIFIER =
      BCrypt.verifyer(Version.VERSION_2A, LongPasswordStrategies.truncate(Version.VERSION_2A));

  static BcryptHash read(Matcher hash) {
    var cost = Integer.parseInt(hash.group("cost"));
    if (cost < MIN_COST || cost > MAX_COST) {
      throw HashFormat.BCRYPT.outsideLimits();
    }
    return new BcryptHash(hash.group("hash"));
  }

  @Override
  public boolean matches(Secret password) {
    var bytes = password.reveal().getBytes(StandardCharsets.UTF_8);
    try {
      return VERIFIER.verify(bytes, text.getBytes(StandardCharsets.US_ASCII)).verified;
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  @Override
  public String toString() {
    return HashFormat.BCRYPT.title();
  }
}
