package warren.service.accounts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Erases accounts. All personal data in the database is erased here, whichever feature wrote it, so
 * that one file shows that the erasure is complete.
 */
final class ErasureDao {
  /** One transaction may not have time for all audit entries of an account. */
  private static final int BATCH = 1000;

  private static final List<String> STATEMENTS =
      List.of(
          "delete from account_role where account_id = :id",
          "delete from account_group_member where account_id = :id",
          "delete from ban where account_id = :id",
          "delete from flag where account_id = :id",
          "delete from password_reset where account_id = :id",
          "delete from known_address where account_id = :id",
          // except the stored reply of this request, which is still empty and will hold no data
          """
          delete from stored_reply
          where (account_id = :id or subject_id = :id) and reply is not null
          """,
          """
          update account
          set username = null, username_key = null, username_skeleton = null, email = null,
              email_key = null, email_text_key = null, first_name = null, first_name_key = null, last_name = null, last_name_key = null,
              password_hash = null, enabled = false, last_login = null, updated_at = :now,
              erased_at = :now, erasing = true
          where id = :id
          """);

  void erase(Handle transaction, UUID id, Instant now) {
    for (var statement : STATEMENTS) {
      var update = transaction.createUpdate(statement).bind("id", id);
      (statement.contains(":now") ? update.bind("now", now) : update).execute();
    }
    eraseClientAddresses(transaction, List.of(id), BATCH);
  }

  /** The accounts whose erasure may be incomplete, beginning with the first that was erased. */
  List<UUID> incomplete(Handle handle, int maxRows) {
    return handle
        .createQuery("select id from account where erasing order by erased_at limit :maxRows")
        .bind("maxRows", maxRows)
        .mapTo(UUID.class)
        .list();
  }

  /**
   * Erases up to {@code maxRows} client addresses of these accounts in the audit log.
   *
   * @return the number of erased addresses
   */
  int eraseClientAddresses(Handle transaction, List<UUID> ids, int maxRows) {
    return transaction
        .createUpdate(
            """
            update audit_entry set client_address = null
            where (at, id) in (
              select at, id from audit_entry
              where client_address is not null and coalesce(actor_id, account_id) = any (:ids)
              limit :maxRows
              for update skip locked)
            """)
        .bindArray("ids", UUID.class, ids.toArray())
        .bind("maxRows", maxRows)
        .execute();
  }

  /**
   * Deletes up to {@code maxRows} stored replies to these accounts.
   *
   * @return the number of deleted replies
   */
  int eraseReplies(Handle transaction, List<UUID> ids, int maxRows) {
    return transaction
        .createUpdate(
            """
            delete from stored_reply
            where key in (
              select key from stored_reply
              where account_id = any (:ids)
                -- a command of an account on itself waits for the erasure, or is the erasure
                and subject_id is distinct from account_id
              limit :maxRows
              for update skip locked)
            """)
        .bindArray("ids", UUID.class, ids.toArray())
        .bind("maxRows", maxRows)
        .execute();
  }

  /**
   * Marks erasures as complete, except those after {@code erasedBefore} and those of accounts that
   * still have client addresses in the audit log.
   */
  void complete(Handle transaction, List<UUID> ids, Instant erasedBefore) {
    transaction
        .createUpdate(
            """
            update account set erasing = false
            where id = any (:ids)
              and erased_at <= :erasedBefore
              and not exists (
                select from audit_entry
                where client_address is not null and coalesce(actor_id, account_id) = account.id)
            """)
        .bindArray("ids", UUID.class, ids.toArray())
        .bind("erasedBefore", erasedBefore)
        .execute();
  }
}
