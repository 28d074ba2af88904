package warren.service.access;

import java.util.UUID;
import org.jdbi.v3.core.Handle;
import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;
import warren.service.rpc.Principal;

/** Which accounts a caller may act on, reading aside. Thread-safe. */
public final class Bounds {
  private final AccountLockDao dao = new AccountLockDao();
  private final Roles roles;

  public Bounds(Roles roles) {
    this.roles = roles;
  }

  /**
   * Locks an account for whoever is about to act on it, until the transaction ends; only a later
   * statement sees what whoever held the lock before has written to other tables. Refused with
   * {@code unknown_account}; with {@code forbidden} if it is another's whose level isn't below the
   * caller's, unless the caller holds {@code admin}.
   *
   * @return the account's username
   */
  public String lock(Handle transaction, Principal principal, UUID accountId) {
    var username =
        dao.lock(transaction, accountId)
            .orElseThrow(() -> new RefusedException(ErrorCode.UNKNOWN_ACCOUNT));
    if (!principal.isAccount(accountId)
        && !principal.isAdministrator()
        && roles.highest(transaction, accountId).level() >= principal.level()) {
      throw new RefusedException(ErrorCode.FORBIDDEN);
    }
    return username;
  }
}
