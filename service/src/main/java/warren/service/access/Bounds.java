package warren.service.access;

import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;
import warren.service.rpc.Caller;
import warren.service.store.Sql;

/** Which accounts a caller may act on, reading aside. Thread-safe. */
public final class Bounds {
  private static final Sql LOCK =
      Sql.of("select username from account where id = :id and erased_at is null for no key update");

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
  public String lock(Handle transaction, Caller caller, UUID accountId) {
    var username =
        lock(transaction, accountId)
            .orElseThrow(() -> new RefusedException(ErrorCode.UNKNOWN_ACCOUNT));
    if (!caller.is(accountId)
        && !caller.administrator()
        && roles.highest(transaction, accountId).level() >= caller.level()) {
      throw new RefusedException(ErrorCode.FORBIDDEN);
    }
    return username;
  }

  private static Optional<String> lock(Handle transaction, UUID accountId) {
    return LOCK.on(transaction).bind("id", accountId).one(row -> row.getString(1));
  }
}
