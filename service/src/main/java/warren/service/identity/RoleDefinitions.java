package warren.service.identity;

import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;
import warren.service.identity.RoleSnapshot.OutdatedException;

/**
 * The levels and permissions of all roles, cached with their version. Every query that reads an
 * account's roles also reads the current version; if the cached version differs, the definitions
 * are loaded and the query is repeated in the same database snapshot. A change therefore takes
 * effect for the very next request in every process, and no request combines an account's roles
 * with the definitions of another moment. Thread-safe.
 */
public final class RoleDefinitions {
  /** The columns that a query over {@code account} needs for {@link RoleSnapshot#rolesOf}. */
  public static final String COLUMNS =
      """
      (select version from role_version) as role_version,
      array(
        select role_id from account_role where account_id = account.id
        union all
        select role_id
        from account_group_member
        join account_group_role using (group_id)
        where account_id = account.id) as role_ids
      """;

  private static final int MAX_RELOADS = 100;

  private final RoleSnapshotDao dao = new RoleSnapshotDao();
  private volatile RoleSnapshot cached = RoleSnapshot.EMPTY;

  /** Whether a transaction has seen a newer version than the cached one. */
  private volatile boolean outdated;

  /** The effective roles of an account. */
  public EffectiveRoles rolesOf(Handle handle, UUID accountId) {
    return withSnapshot(handle, snapshot -> dao.rolesOf(handle, snapshot, accountId)).orElseThrow();
  }

  /** Runs a query with the cached definitions, and again with newer ones if its rows need them. */
  public <T> T withSnapshot(Handle handle, Function<RoleSnapshot, T> query) {
    try {
      return query.apply(cached);
    } catch (OutdatedException e) {
      return handle.isInTransaction()
          ? withTransactionSnapshot(handle, query)
          : handle.inTransaction(
              TransactionIsolationLevel.REPEATABLE_READ, snapshot -> reload(snapshot, query));
    }
  }

  /** Definitions and rows are read in one database snapshot. */
  private <T> T reload(Handle snapshot, Function<RoleSnapshot, T> query) {
    var current = dao.load(snapshot);
    var result = query.apply(current);
    cached = current;
    return result;
  }

  /**
   * Loads the definitions if a transaction has seen newer ones. Runs before each transaction, which
   * may not cache the definitions that it loads: otherwise every transaction would load them.
   */
  public void reloadIfOutdated(Handle handle) {
    if (outdated) {
      // first, so that a newer version seen meanwhile is not overlooked
      outdated = false;
      cached = dao.load(handle);
    }
  }

  /** Does not cache the definitions, because the transaction may see uncommitted changes. */
  private <T> T withTransactionSnapshot(Handle transaction, Function<RoleSnapshot, T> query) {
    outdated = true;
    for (var i = 0; i < MAX_RELOADS; i++) {
      try {
        return query.apply(dao.load(transaction));
      } catch (OutdatedException e) {
        // changed between the two statements
      }
    }
    throw new RefusedException(ErrorCode.UNAVAILABLE);
  }
}
