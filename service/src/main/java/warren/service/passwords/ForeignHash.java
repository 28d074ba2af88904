package warren.service.passwords;

import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;
import warren.contracts.Secret;

/**
 * A password's hash that another program has made. What checking it costs is bounded, so that no
 * import can make logins take minutes. Immutable.
 */
sealed interface ForeignHash permits Argon2Hash, BcryptHash, Pbkdf2Hash, ForeignHash.None {

  /** Whether the password is this hash's, as it was typed: other programs don't normalise it. */
  boolean isOf(Secret password);

  /** As the database keeps it, to be told from a hash of ours. */
  String kept();

  /** What every one that is kept begins with. */
  String MARK = "imported:";

  /** Whether a hash that the database keeps is another program's. */
  static boolean isKept(String hash) {
    return hash.startsWith(MARK);
  }

  /** The hash that the database keeps so. */
  static ForeignHash ofKept(String kept) {
    return of(kept.substring(MARK.length()));
  }

  /**
   * The hash that an import brings. Refused with {@code invalid_fields} where it is in another
   * format, or would cost too much to check.
   */
  static ForeignHash of(String text) {
    if (text.startsWith(None.UNUSABLE)) {
      return new None();
    }
    if (text.contains(Argon2Hash.PREFIX)) {
      return Argon2Hash.of(text);
    }
    if (text.startsWith(Pbkdf2Hash.PREFIX)) {
      return Pbkdf2Hash.of(text);
    }
    return BcryptHash.of(text);
  }

  /** The refusal of a hash that can't be taken. */
  static RefusedException refused(String problem) {
    return new RefusedException(
        Refusal.ofField(ErrorCode.INVALID_FIELDS, "password_hash", problem));
  }

  /** The hash of an account without a password: no password is its own. */
  record None() implements ForeignHash {
    /** What Django writes in place of a hash. */
    static final String UNUSABLE = "!";

    @Override
    public boolean isOf(Secret password) {
      return false;
    }

    @Override
    public String kept() {
      return MARK + UNUSABLE;
    }
  }
}
