package warren.service.accounts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Erases an account: everything that the database holds of a person stands here, whichever feature
 * has written it, so that it can be read in one place that nothing is left.
 */
final class ErasureDao {
  /** An account may have more in the audit than a transaction has time for. */
  private static final int AT_ONCE = 1000;

  private static final List<String> STATEMENTS =
      List.of(
          "delete from account_role where account_id = :id",
          "delete from account_group_member where account_id = :id",
          "delete from ban where account_id = :id",
          "delete from flag where account_id = :id",
          "delete from password_reset where account_id = :id",
          // but for the one that this transaction is about to fill in: it says nothing
          """
          delete from stored_reply
          where (account_id = :id or subject_id = :id) and reply is not null
          """,
          """
          update account
          set username = null, username_key = null, email = null, email_key = null,
              first_name = null, first_name_key = null, last_name = null, last_name_key = null,
              password_hash = null, enabled = false, last_login = null, updated_at = :now,
              erased_at = :now, erasing = true
          where id = :id
          """);

  void erase(Handle transaction, UUID id, Instant now) {
    for (var statement : STATEMENTS) {
      var update = transaction.createUpdate(statement).bind("id", id);
      (statement.contains(":now") ? update.bind("now", now) : update).execute();
    }
    eraseSources(transaction, List.of(id), AT_ONCE);
  }

  /** Of which accounts something may be left, those first that were erased first. */
  List<UUID> erasing(Handle handle, int most) {
    return handle
        .createQuery("select id from account where erasing order by erased_at limit :most")
        .bind("most", most)
        .mapTo(UUID.class)
        .list();
  }

  /** Erases so many addresses at most that the audit holds of these accounts; how many. */
  int eraseSources(Handle transaction, List<UUID> ids, int most) {
    return transaction
        .createUpdate(
            """
            update audit_entry set client_address = null
            where (at, id) in (
              select at, id from audit_entry
              where client_address is not null and coalesce(actor_id, account_id) = any (:ids)
              limit :most
              for update skip locked)
            """)
        .bindArray("ids", UUID.class, ids.toArray())
        .bind("most", most)
        .execute();
  }

  /** Deletes so many replies at most that these accounts got; how many. */
  int eraseReplies(Handle transaction, List<UUID> ids, int most) {
    return transaction
        .createUpdate(
            """
            delete from stored_reply
            where key in (
              select key from stored_reply
              where account_id = any (:ids)
                -- what an account does to itself waits for its erasure, or is that
                and subject_id is distinct from account_id
              limit :most
              for update skip locked)
            """)
        .bindArray("ids", UUID.class, ids.toArray())
        .bind("most", most)
        .execute();
  }

  /** Says that these are erased, but for those that are so only since then or have a rest. */
  void erased(Handle transaction, List<UUID> ids, Instant since) {
    transaction
        .createUpdate(
            """
            update account set erasing = false
            where id = any (:ids)
              and erased_at <= :since
              and not exists (
                select from audit_entry
                where client_address is not null and coalesce(actor_id, account_id) = account.id)
            """)
        .bindArray("ids", UUID.class, ids.toArray())
        .bind("since", since)
        .execute();
  }
}
