package warren.service.passwords;

import java.util.concurrent.locks.ReentrantLock;
import org.bouncycastle.crypto.generators.SCrypt;

/**
 * The parameters of an scrypt computation (RFC 7914), within limits: n is the cost, r the block
 * size, p the parallelism.
 */
record Scrypt(int n, int r, int p) {
  private static final int MIB = 1024 * 1024;
  private static final int MAX_MEMORY_MIB = 32;
  private static final int MAX_MEMORY_TIMES_PARALLELISM_MIB = 512;

  static final String LIMITS =
      "memory (128 × n × r) %d MiB, memory × p %d MiB"
          .formatted(MAX_MEMORY_MIB, MAX_MEMORY_TIMES_PARALLELISM_MIB);

  /** Computations run one at a time, so that logins in parallel cannot exhaust the heap. */
  private static final ReentrantLock MEMORY = new ReentrantLock();

  /** Refuses parameters that scrypt does not allow, or outside the limits of the format. */
  static Scrypt of(HashFormat format, long n, long r, long p) {
    if (n < 2
        || Long.bitCount(n) != 1
        || r < 1
        || p < 1
        || 16 * r <= Long.numberOfTrailingZeros(n)) {
      throw HashFormat.refused("has parameters that scrypt does not allow (RFC 7914)");
    }
    var memory = 128 * n * r;
    if (n > Integer.MAX_VALUE
        || memory > MAX_MEMORY_MIB * (long) MIB
        || memory * p > MAX_MEMORY_TIMES_PARALLELISM_MIB * (long) MIB) {
      throw format.outsideLimits();
    }
    return new Scrypt((int) n, (int) r, (int) p);
  }

  byte[] derive(byte[] password, byte[] salt, int length) {
    MEMORY.lock();
    try {
      return SCrypt.generate(password, salt, n, r, p, length);
    } finally {
      MEMORY.unlock();
    }
  }
}
