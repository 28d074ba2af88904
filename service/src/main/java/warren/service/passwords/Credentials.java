package warren.service.passwords;

import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;
import warren.contracts.Secret;
import warren.service.passwords.CredentialDao.Credential;
import warren.service.passwords.CredentialDao.Standing;
import warren.service.store.NameKey;
import warren.service.store.Store;

/**
 * Checks username and password. Costs one Argon2 verification whether the name is known, the
 * password right, the account banned or not. Thread-safe.
 */
public final class Credentials {
  private final Store store;
  private final PasswordHasher hasher;
  private final CredentialDao dao = new CredentialDao();

  public Credentials(Store store, PasswordHasher hasher) {
    this.store = store;
    this.hasher = hasher;
  }

  /** Proof that the right password was given. Made by {@link #verify} alone. */
  public static final class Verified {
    private final Credential credential;
    private final @Nullable String newHash;

    private Verified(Credential credential, @Nullable String newHash) {
      this.credential = credential;
      this.newHash = newHash;
    }
  }

  /** Holds no connection while it hashes. Refused with {@code bad_credentials}. */
  public Verified verify(String username, Secret password) {
    var found = store.read(handle -> dao.find(handle, NameKey.of(username)));
    var right = hasher.verify(found.map(Credential::hash).orElse(null), password);
    var credential =
        found.filter(c -> right).orElseThrow(() -> new RefusedException(ErrorCode.BAD_CREDENTIALS));
    var outdated = hasher.isOutdated(credential.hash());
    return new Verified(credential, outdated ? hasher.hash(password) : null);
  }

  /**
   * Logs in, in the transaction that opens the session. Refused with {@code banned} or {@code
   * not_enabled}; only who knows the password is told.
   *
   * @return the account
   */
  public UUID logIn(Handle transaction, Verified verified) {
    if (!dao.lock(transaction, verified.credential)) {
      throw new RefusedException(ErrorCode.BAD_CREDENTIALS);
    }
    var id = verified.credential.accountId();
    var now = store.now();
    refuseUnlessStanding(dao.standing(transaction, id, now));
    dao.loggedIn(transaction, id, verified.newHash, now);
    return id;
  }

  private static void refuseUnlessStanding(Standing standing) {
    if (standing.banned()) {
      throw new RefusedException(ErrorCode.BANNED);
    }
    if (!standing.enabled()) {
      throw new RefusedException(ErrorCode.NOT_ENABLED);
    }
  }
}
