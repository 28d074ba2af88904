package warren.service.config;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import warren.contracts.Secret;
import warren.settings.SettingType;
import warren.settings.SettingTypes;

/** The secret that all processes share. It is not used itself: each purpose has a derived key. */
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

  ServerSecret(Secret secret) {
    this.secret = secret;
  }

  /** The 256-bit key for one purpose, the same on every process. */
  public SecretKeySpec keyFor(String purpose) {
    var bytes = secret.reveal().getBytes(StandardCharsets.UTF_8);
    return new SecretKeySpec(
        hmac(new SecretKeySpec(bytes, HMAC), purpose.getBytes(StandardCharsets.UTF_8)), HMAC);
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
