package warren.service.config;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import warren.contracts.Secret;
import warren.settings.SettingType;
import warren.settings.SettingTypes;

/**
 * The secret that all processes share, and the previous one while it is being changed. It is not
 * used itself: each purpose has a derived key.
 */
public final class ServerSecret {
  private static final int MIN_CHARACTERS = 32;

  static final SettingType<Secret> TYPE =
      SettingTypes.secret()
          .require(
              secret -> secret.reveal().length() >= MIN_CHARACTERS,
              "must have at least " + MIN_CHARACTERS + " characters")
          .described("at least " + MIN_CHARACTERS + " characters");

  private static final String HMAC = "HmacSHA256";

  private final Secret secret;
  private final Optional<Secret> previous;

  ServerSecret(Secret secret, Optional<Secret> previous) {
    this.secret = secret;
    this.previous = previous;
  }

  /** The 256-bit key for one purpose, the same on every process. */
  public SecretKeySpec keyFor(String purpose) {
    return derived(secret, purpose);
  }

  /** The key for the same purpose that is derived from the previous secret, if there is one. */
  public Optional<SecretKeySpec> previousKeyFor(String purpose) {
    return previous.map(secretBefore -> derived(secretBefore, purpose));
  }

  private static SecretKeySpec derived(Secret secret, String purpose) {
    var bytes = secret.reveal().getBytes(StandardCharsets.UTF_8);
    return derived(new SecretKeySpec(bytes, HMAC), purpose);
  }

  static SecretKeySpec derived(SecretKeySpec key, String purpose) {
    return new SecretKeySpec(hmac(key, purpose.getBytes(StandardCharsets.UTF_8)), HMAC);
  }

  /** HMAC-SHA-256. */
  public static byte[] hmac(SecretKeySpec key, byte[] message) {
    try {
      var mac = Mac.getInstance(HMAC);
      mac.init(key);
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + HMAC, e);
    }
  }

  @Override
  public String toString() {
    return secret.toString();
  }
}
