package warren.service.passwords;

import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import warren.contracts.Secret;

/** Argon2i or Argon2id (RFC 9106) with any parameters, in the format of the reference program. */
record Argon2Hash(Argon2Types type, String text) implements ForeignHash {
  static final String PREFIX = "$argon2";

  private static final int MAX_MEMORY_KIB = 262_144;
  private static final int MAX_MEMORY_TIMES_PASSES = 1_048_576;
  private static final int MAX_LANES = 16;

  /** Django puts its own name of it before. */
  private static final Pattern FORMAT =
      Pattern.compile(
          "(?:argon2)?(\\$argon2(id?)\\$(?:v=(?:16|19)\\$)?m=(\\d{1,7}),t=(\\d{1,7}),p=(\\d{1,3})"
              + "\\$[A-Za-z0-9+/]{11,128}\\$[A-Za-z0-9+/]{16,128})");

  static Argon2Hash of(String text) {
    var hash = FORMAT.matcher(text);
    if (!hash.matches()) {
      throw ForeignHash.refused("is no hash of Argon2i or Argon2id");
    }
    requireBounded(number(hash.group(3)), number(hash.group(4)), number(hash.group(5)));
    var type = hash.group(2).equals("id") ? Argon2Types.ARGON2id : Argon2Types.ARGON2i;
    return new Argon2Hash(type, hash.group(1));
  }

  private static long number(String digits) {
    return Long.parseLong(digits);
  }

  private static void requireBounded(long memoryKib, long passes, long lanes) {
    if (lanes < 1 || passes < 1 || memoryKib < 8 * lanes) {
      throw ForeignHash.refused("has parameters that Argon2 doesn't have");
    }
    if (memoryKib > MAX_MEMORY_KIB
        || memoryKib * passes > MAX_MEMORY_TIMES_PASSES
        || lanes > MAX_LANES) {
      throw ForeignHash.refused("costs too much to check: at most 256 MiB, 1 GiB over all passes");
    }
  }

  @Override
  public boolean isOf(Secret password) {
    var bytes = password.reveal().getBytes(StandardCharsets.UTF_8);
    try {
      return Libargon2.ofType(type).verify(text, bytes);
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
    return PREFIX;
  }
}
