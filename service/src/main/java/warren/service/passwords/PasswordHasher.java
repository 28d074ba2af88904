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
 * Argon2id. Takes tens of milliseconds and megabytes on purpose, so no connection may be held
 * meanwhile. Thread-safe.
 */
final class PasswordHasher {
  private final Settings.Argon2 parameters;
  private final Argon2 argon2;
  private final Counter verifications;
  private final String hashOfNobody;

  /**
   * @param unguessable what no account's password is
   */
  PasswordHasher(Settings.Argon2 parameters, Secret unguessable, MeterRegistry metrics) {
    this.parameters = parameters;
    Libargon2.use(parameters.library());
    this.argon2 = Libargon2.ofType(Argon2Types.ARGON2id);
    this.verifications =
        Counter.builder("warren.password.verifications")
            .description("Argon2 verifications computed")
            .register(metrics);
    this.hashOfNobody = hash(unguessable);
  }

  /** The hash to keep of a password, with its parameters and salt. */
  String hash(Secret password) {
    var bytes = bytes(password);
    try {
      return argon2.hash(
          parameters.iterations(), parameters.memoryKib(), parameters.parallelism(), bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /**
   * Whether a password belongs to a hash. Costs the same where there is none, so that nobody can
   * tell from the time whether an account exists; an imported hash costs its own check besides.
   *
   * @param hash null if there is no account
   */
  boolean verify(@Nullable String hash, Secret password) {
    if (hash != null && !ForeignHash.isKept(hash)) {
      return verifyOurs(hash, password);
    }
    verifyOurs(hashOfNobody, password);
    return hash != null && ForeignHash.ofKept(hash).isOf(password);
  }

  private boolean verifyOurs(String hash, Secret password) {
    verifications.increment();
    var bytes = bytes(password);
    try {
      return argon2.verify(hash, bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /** Whether a hash was made with weaker parameters than today's, or by another program. */
  boolean isOutdated(String hash) {
    return ForeignHash.isKept(hash)
        || argon2.needsRehash(
            hash, parameters.iterations(), parameters.memoryKib(), parameters.parallelism());
  }

  private static byte[] bytes(Secret password) {
    return PasswordPolicy.normalize(password).getBytes(StandardCharsets.UTF_8);
  }
}
