package warren.service.passwords;

import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import warren.contracts.Secret;

/** An Argon2i or Argon2id hash (RFC 9106) in the text form of the reference implementation. */
record Argon2Hash(boolean isArgon2id, String text) implements ImportedHash {
  private static final int MAX_MEMORY_MIB = 256;
  private static final int MAX_MEMORY_TIMES_PASSES_GIB = 1;
  private static final int MAX_PARALLELISM = 16;

  /** Each pass starts four threads per lane, which lasts longer than small memory needs. */
  private static final int MAX_PASSES_TIMES_PARALLELISM = 1024;

  static final String LIMITS =
      "memory %d MiB, memory × passes %d GiB, parallelism %d, passes × parallelism %d"
          .formatted(
              MAX_MEMORY_MIB,
              MAX_MEMORY_TIMES_PASSES_GIB,
              MAX_PARALLELISM,
              MAX_PASSES_TIMES_PARALLELISM);

  static Argon2Hash read(Matcher hash) {
    requireWithinLimits(
        Long.parseLong(hash.group("memory")),
        Long.parseLong(hash.group("passes")),
        Long.parseLong(hash.group("parallelism")));
    return new Argon2Hash(hash.group("prefix").contains("argon2id"), hash.group("hash"));
  }

  private static void requireWithinLimits(long memoryKib, long passes, long parallelism) {
    if (parallelism < 1 || passes < 1 || memoryKib < 8 * parallelism) {
      throw HashFormat.refused("has parameters that Argon2 does not allow (RFC 9106)");
    }
    if (memoryKib > MAX_MEMORY_MIB * 1024L
        || memoryKib * passes > MAX_MEMORY_TIMES_PASSES_GIB * 1024L * 1024
        || parallelism > MAX_PARALLELISM
        || passes * parallelism > MAX_PASSES_TIMES_PARALLELISM) {
      throw HashFormat.ARGON2.outsideLimits();
    }
  }

  @Override
  public boolean matches(Secret password) {
    var bytes = password.reveal().getBytes(StandardCharsets.UTF_8);
    try {
      // not before: the types load the library of JNA
      var type = isArgon2id ? Argon2Types.ARGON2id : Argon2Types.ARGON2i;
      return Libargon2.ofType(type).verify(text, bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  @Override
  public String toString() {
    return HashFormat.ARGON2.title();
  }
}
