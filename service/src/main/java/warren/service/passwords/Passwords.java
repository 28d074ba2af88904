package warren.service.passwords;

import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import warren.contracts.Secret;
import warren.service.config.Settings;

/** The one way from a new password to the hash that is kept. Thread-safe. */
public final class Passwords {
  private static final int RANDOM_BYTES = 18;

  private final PasswordPolicy policy = new PasswordPolicy();
  private final PasswordHasher hasher;
  private final SecureRandom random = new SecureRandom();

  public Passwords(Settings.Argon2 parameters, MeterRegistry metrics) {
    this.hasher = new PasswordHasher(parameters, random(), metrics);
  }

  /** A password that nobody can guess: 144 random bits in 24 characters. */
  public Secret random() {
    var bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /**
   * The hash to keep of a new password. Holds no connection. Refused with {@code weak_password}.
   *
   * @param field the request's field that holds the password
   * @param email the account's, if any
   */
  public String hash(String field, Secret password, String username, @Nullable String email) {
    policy.check(field, password, username, email);
    return hasher.hash(password);
  }

  /**
   * The hash to keep where another program has made one; it is replaced at the next login. Refused
   * with {@code invalid_fields}.
   *
   * @param hash null if the account has no password, and so can't be logged in to before a reset
   */
  public static String imported(@Nullable Secret hash) {
    return (hash == null ? new ForeignHash.None() : ForeignHash.of(hash.reveal())).kept();
  }

  PasswordHasher hasher() {
    return hasher;
  }
}
