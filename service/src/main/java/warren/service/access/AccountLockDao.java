package warren.service.access;

import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import warren.service.identity.AccountNames;
import warren.service.store.Sql;

/** Locks the rows of accounts that are about to be changed. */
final class AccountLockDao {
  private static final Sql LOCK =
      Sql.of(
          """
          select username, email
          from account
          where id = :id and erased_at is null
          for no key update
          """);

  /** Locks an account until the transaction ends and returns its names; empty if unknown. */
  Optional<AccountNames> lock(Handle transaction, UUID accountId) {
    return LOCK.on(transaction)
        .bind("id", accountId)
        .findOne(row -> new AccountNames(row.getString("username"), row.getString("email")));
  }
}
