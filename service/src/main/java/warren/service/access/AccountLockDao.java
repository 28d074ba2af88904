package warren.service.access;

import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import warren.service.store.Sql;

/** Locks the row of an account that a request acts on. */
final class AccountLockDao {
  private static final Sql LOCK =
      Sql.of("select username from account where id = :id and erased_at is null for no key update");

  /** Locks the row until the transaction ends; the account's user name, if the account exists. */
  Optional<String> lock(Handle transaction, UUID accountId) {
    return LOCK.on(transaction).bind("id", accountId).findOne(row -> row.getString(1));
  }
}
