package warren.service.access;

import java.util.UUID;
import org.jdbi.v3.core.Handle;
import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;
import warren.service.identity.AccountNames;
import warren.service.rpc.Principal;

/** The accounts that a principal may change. Reading is not restricted here. Thread-safe. */
public final class Bounds {
  private final AccountLockDao dao = new AccountLockDao();
  private final Roles roles;

  public Bounds(Roles roles) {
    this.roles = roles;
  }

  /**
   * Locks an account that the principal is about to change, until the transaction ends. Changes to
   * other tables by the previous holder of the lock are visible only to later statements. Refused
   * with {@code unknown_account}; with {@code forbidden} if it is another account whose level is
   * not below the principal's, unless the principal holds {@code admin}.
   *
   * @return the account's names
   */
  public AccountNames lock(Handle transaction, Principal principal, UUID accountId) {
    var names =
        dao.lock(transaction, accountId)
            .orElseThrow(() -> new RefusedException(ErrorCode.UNKNOWN_ACCOUNT));
    if (!principal.isAccount(accountId)
        && !principal.isAdministrator()
        && roles.highest(transaction, accountId).level() >= principal.level()) {
      throw new RefusedException(ErrorCode.FORBIDDEN);
    }
    return names;
  }
}
