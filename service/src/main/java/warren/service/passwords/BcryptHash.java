package warren.service.passwords;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.BCrypt.Version;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import warren.contracts.Secret;

/** bcrypt, of which only a password's first 72 bytes count. */
record BcryptHash(String text) implements ForeignHash {
  private static final int MIN_COST = 4;
  private static final int MAX_COST = 14;

  /** Django puts its own name of it before. The versions differ in nothing that is checked here. */
  private static final Pattern FORMAT =
      Pattern.compile("(?:bcrypt\\$)?(\\$2[aby]\\$(\\d\\d)\\$[./A-Za-z0-9]{53})");

  private static final BCrypt.Verifyer VERIFIER =
      BCrypt.verifyer(Version.VERSION_2A, LongPasswordStrategies.truncate(Version.VERSION_2A));

  static BcryptHash of(String text) {
    var hash = FORMAT.matcher(text);
    if (!hash.matches()) {
      throw ForeignHash.refused(
          "must be Argon2i, Argon2id, bcrypt or Django's pbkdf2_sha256 in its usual text form");
    }
    var cost = Integer.parseInt(hash.group(2));
    if (cost < MIN_COST || cost > MAX_COST) {
      throw ForeignHash.refused("must have a cost from %d to %d".formatted(MIN_COST, MAX_COST));
    }
    return new BcryptHash(hash.group(1));
  }

  @Override
  public boolean isOf(Secret password) {
    var bytes = password.reveal().getBytes(StandardCharsets.UTF_8);
    try {
      return VERIFIER.verify(bytes, text.getBytes(StandardCharsets.US_ASCII)).verified;
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  @Override
  public String kept() {
    return MARK + text;
  }

  @Override
  public String toString() {
    return "bcrypt";
  }
}
