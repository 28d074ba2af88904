package warren.service.accounts;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Stores which lines were imported. */
final class ImportDao {

  /** The account that was created from a line. */
  Optional<UUID> find(Handle handle, byte[] key) {
    return handle
        .createQuery("select account_id from imported_account where key = :key")
        .bind("key", key)
        .mapTo(UUID.class)
        .findOne();
  }

  void insert(Handle transaction, byte[] key, UUID accountId) {
    transaction
        .createUpdate("insert into imported_account (key, account_id) values (:key, :account)")
        .bind("key", key)
        .bind("account", accountId)
        .execute();
  }

  void setLastLogin(Handle transaction, UUID accountId, Instant lastLogin) {
    transaction
        .createUpdate("update account set last_login = :time where id = :id")
        .bind("time", lastLogin)
        .bind("id", accountId)
        .execute();
  }
}
