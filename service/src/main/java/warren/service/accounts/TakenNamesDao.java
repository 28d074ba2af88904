package warren.service.accounts;

import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.service.identity.EmailKey;
import warren.service.identity.NameKey;
import warren.service.store.Sql;

/** Finds the accounts that have a user name or an e-mail address already. */
final class TakenNamesDao {
  private static final Sql FIND =
      Sql.of(
          """
          select exists (select from account where username_key = :username) as username,
                 (select id from account where email_key = cast(:email as text)) as email_owner
          """);

  /**
   * The names of a new account that are taken.
   *
   * @param username whether the user name is taken
   * @param emailOwner the account that has the e-mail address; null if it is free
   */
  record TakenNames(boolean username, @Nullable UUID emailOwner) {}

  TakenNames find(Handle handle, String username, @Nullable String email) {
    return FIND.on(handle)
        .bind("username", NameKey.of(username))
        .bind("email", email == null ? null : EmailKey.of(email))
        .findOne(
            row ->
                new TakenNames(
                    row.getBoolean("username"), row.getObject("email_owner", UUID.class)))
        .orElseThrow();
  }
}
