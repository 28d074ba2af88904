package warren.service.identity;

/** The definition of an account that has a password, and therefore can log in. */
public final class UsablePassword {
  /** Stored in place of a hash for an account without a password; it matches no password. */
  public static final String NO_PASSWORD = "imported:!";

  /** SQL condition: whether the row of {@code account} has a password; not if it is erased. */
  public static final String CONDITION = "account.password_hash <> '" + NO_PASSWORD + "'";

  private UsablePassword() {}
}
