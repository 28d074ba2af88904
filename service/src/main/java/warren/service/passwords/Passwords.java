package warren.service.passwords;

import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import warren.contracts.Secret;
import warren.service.config.Settings;

/** Checks and hashes new passwords. Thread-safe. */
public final class Passwords {
  private static final int RANDOM_BYTES = 18;

  private final PasswordPolicy policy;
  private final PasswordHasher hasher;
  private final SecureRandom random = new SecureRandom();

  public Passwords(
      Settings.PasswordRules rules, Settings.Argon2 parameters, MeterRegistry metrics) {
    this.policy = new PasswordPolicy(rules);
    this.hasher = new PasswordHasher(parameters, random(), metrics);
  }

  /** Generates a password of 144 random bits in 24 characters. */
  public Secret random() {
    var bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /**
   * Hashes a new password. Holds no database connection. Refused with {@code weak_password}.
   *
   * @param field the field of the request that contains the password
   * @param email the e-mail address of the account, if any
   * @return the hash to store
   */
  public String hash(String field, Secret password, String username, @Nullable String email) {
    policy.check(field, password, username, email);
    return hasher.hash(password);
  }

  /**
   * Converts a hash of another program to the form to store; the next login replaces it. Refused
   * with {@code invalid_fields}.
   *
   * @param hash null if the account has no password, and therefore needs a reset before a login
   */
  public static String imported(@Nullable Secret hash) {
    return (hash == null ? new UnusablePassword() : HashFormat.read(hash.reveal())).stored();
  }

  PasswordHasher hasher() {
    return hasher;
  }
}
