package warren.service.config;

import javax.crypto.spec.SecretKeySpec;

/**
 * The random key, the same in all processes, from which the keys of all HMACs are derived. It does
 * not depend on the server secret, so that stored HMACs remain comparable when the secret changes.
 */
public final class MacKey {
  private final SecretKeySpec key;

  /**
   * Creates the key.
   *
   * @param key 32 random bytes
   */
  public MacKey(byte[] key) {
    this.key = new SecretKeySpec(key, "HmacSHA256");
  }

  /** The 256-bit key for one purpose. */
  public SecretKeySpec keyFor(String purpose) {
    return ServerSecret.derived(key, purpose);
  }
}
