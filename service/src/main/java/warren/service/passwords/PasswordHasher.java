package warren.service.passwords;

import de.mkammerer.argon2.Argon2;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import warren.contracts.Secret;
import warren.service.config.Settings;

/**
 * Hashes passwords with Argon2id. A computation deliberately needs tens of milliseconds and
 * megabytes, so callers must not hold a database connection meanwhile. Thread-safe.
 */
final class PasswordHasher {
  private static final Secret EMPTY = Secret.of("");

  private final Settings.Argon2 parameters;
  private final Argon2 argon2;
  private final Counter hashes;
  private final Counter verifications;
  private final String decoyHash;

  /**
   * Creates a hasher and loads the Argon2 library.
   *
   * @param decoyPassword a random password, verified against if the account does not exist
   */
  PasswordHasher(Settings.Argon2 parameters, Secret decoyPassword, MeterRegistry metrics) {
    this.parameters = parameters;
    Libargon2.use(parameters.library(), parameters.nativeFolder());
    this.argon2 = Libargon2.ofType(Argon2Types.ARGON2id);
    this.hashes =
        Counter.builder("warren.password.hashes")
            .description("Argon2 hashes computed for new passwords")
            .register(metrics);
    this.verifications =
        Counter.builder("warren.password.verifications")
            .description("Argon2 verifications computed")
            .register(metrics);
    this.decoyHash = hash(decoyPassword);
  }

  /** Hashes a password with a new salt; the result contains the parameters and the salt. */
  String hash(Secret password) {
    hashes.increment();
    var bytes = bytes(password);
    try {
      return argon2.hash(
          parameters.iterations(), parameters.memoryKib(), parameters.parallelism(), bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /**
   * Whether a hash was computed from a password. The cost is the same without a hash, so that the
   * response time does not reveal whether an account exists. An imported hash is verified in
   * addition, at its own cost. A password that is too large is wrong, at the same cost.
   *
   * @param hash null if the account does not exist
   */
  boolean verify(@Nullable String hash, Secret password) {
    if (PasswordPolicy.isTooLarge(password)) {
      verifyArgon2id(decoyHash, EMPTY);
      return false;
    }
    if (hash != null && !ImportedHash.isStored(hash)) {
      return verifyArgon2id(hash, password);
    }
    verifyArgon2id(decoyHash, password);
    return hash != null && ImportedHash.ofStored(hash).matches(password);
  }

  private boolean verifyArgon2id(String hash, Secret password) {
    verifications.increment();
    var bytes = bytes(password);
    try {
      return argon2.verify(hash, bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /** Whether a hash is imported or was computed with weaker parameters than the current ones. */
  boolean isOutdated(String hash) {
    return ImportedHash.isStored(hash)
        || argon2.needsRehash(
            hash, parameters.iterations(), parameters.memoryKib(), parameters.parallelism());
  }

  private static byte[] bytes(Secret password) {
    return PasswordPolicy.normalize(password).getBytes(StandardCharsets.UTF_8);
  }
}
