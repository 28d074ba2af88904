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
          update audit_entry set source = null
          where source is not null
            and (actor_id = :id or actor_id is null and account_id = :id)
          """,
          """
          update account
          set username = null, username_key = null, email = null, email_key = null,
              first_name = null, first_name_key = null, last_name = null, last_name_key = null,
              password_hash = null, enabled = false, last_login = null, updated_at = :now,
              erased_at = :now
          where id = :id
          """);

  void erase(Handle transaction, UUID id, Instant now) {
    for (var statement : STATEMENTS) {
      var update = transaction.createUpdate(statement).bind("id", id);
      (statement.contains(":now") ? update.bind("now", now) : update).execute();
    }
  }
}
