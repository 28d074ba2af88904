package warren.service.passwords;

import warren.contracts.Secret;

/**
 * A password hash that another program created. The cost of its verification is bounded, so that no
 * import can make logins take minutes. Immutable.
 */
sealed interface ImportedHash
    permits Argon2Hash,
        BcryptHash,
        FirebaseHash,
        Pbkdf2Hash,
        PhpassHash,
        SaltedShaHash,
        ScryptHash,
        Sha2CryptHash,
        UnusablePassword {
  /** Distinguishes stored imported hashes from hashes that were computed here. */
  String STORED_PREFIX = "imported:";

  /**
   * Whether the hash was computed from this password. The password is not normalised, because other
   * programs usually hash it as entered.
   */
  boolean matches(Secret password);

  /** The hash in the format of the program that created it. */
  String text();

  /** The hash in the form in which the database stores it. */
  default String stored() {
    return STORED_PREFIX + text();
  }

  /** Whether a hash from the database is an imported one. */
  static boolean isStored(String hash) {
    return hash.startsWith(STORED_PREFIX);
  }

  /** The imported hash that the database stores in this form. */
  static ImportedHash ofStored(String stored) {
    return HashFormat.read(stored.substring(STORED_PREFIX.length()));
  }
}
