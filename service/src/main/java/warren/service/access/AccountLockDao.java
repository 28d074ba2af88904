package warren.service.access;

import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import warren.service.store.Sql;

/** Locks the rows of accounts that are about to be changed. */
final class AccountLockDao {
  private static final Sql LOCK =
      Sql.of("select username from account where id = :id and erased_at is null for no key update");

  /** Locks an account until the transaction ends and returns its user name; empty if unknown. */
  Optional<String> lock(Handle transaction, UUID accountId) {
    return LOCK.on(transaction).bind("id", accountId).findOne(row -> row.getString(1));
  }
}
