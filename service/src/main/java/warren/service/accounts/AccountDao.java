package warren.service.accounts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.contracts.accounts.AccountInfo;
import warren.contracts.json.Json;
import warren.service.store.NameKey;

/** Reads and writes accounts. */
final class AccountDao {

  /** A new account. */
  record NewAccount(
      UUID id,
      String username,
      @Nullable String email,
      @Nullable String firstName,
      @Nullable String lastName,
      String passwordHash,
      boolean enabled,
      Instant createdAt) {
    @Override
    public String toString() {
      return id.toString();
    }
  }

  /** Inserts an account; false if its username or its e-mail address is taken. */
  boolean insert(Handle transaction, NewAccount account) {
    return transaction
            .createUpdate(
                """
                insert into account (
                  id, username, username_key, email, email_key, first_name, last_name,
                  password_hash, enabled, created_at, updated_at)
                values (
                  :id, :username, :usernameKey, :email, :emailKey, :firstName, :lastName,
                  :passwordHash, :enabled, :now, :now)
                on conflict do nothing
                """)
            .bind("id", account.id())
            .bind("username", account.username())
            .bind("usernameKey", NameKey.of(account.username()))
            .bind("email", account.email())
            .bind("emailKey", account.email() == null ? null : NameKey.of(account.email()))
            .bind("firstName", account.firstName())
            .bind("lastName", account.lastName())
            .bind("passwordHash", account.passwordHash())
            .bind("enabled", account.enabled())
            .bind("now", account.createdAt())
            .execute()
        == 1;
  }

  boolean usernameTaken(Handle handle, String username) {
    return handle
        .createQuery("select exists (select from account where username_key = :key)")
        .bind("key", NameKey.of(username))
        .mapTo(Boolean.class)
        .one();
  }

  Optional<String> username(Handle handle, UUID id) {
    return handle
        .createQuery("select username from account where id = :id and erased_at is null")
        .bind("id", id)
        .mapTo(String.class)
        .findOne();
  }

  /** The account with that id or number, with its roles and groups, in one round trip. */
  Optional<AccountInfo> info(Handle handle, @Nullable UUID id, @Nullable Long number, Instant now) {
    return handle
        .createQuery(
            """
            select account.id, number, username, email, first_name, last_name, enabled,
                   created_at, updated_at, last_login,
                   exists (select from flag where flag.account_id = account.id) as flagged,
                   (select coalesce(ends_at, 'infinity') from ban
                    where ban.account_id = account.id and lifted_at is null
                      and (ends_at is null or ends_at > :now)) as banned_until,
                   (select coalesce(json_agg(json_build_object(
                      'id', role.id, 'name', role.name, 'level', role.level,
                      'description', role.description,
                      'permissions', (
                        select coalesce(json_agg(json_build_object(
                          'id', permission.id, 'name', permission.name,
                          'description', permission.description) order by permission.name), '[]')
                        from role_permission
                        join permission on permission.id = role_permission.permission_id
                        where role_permission.role_id = role.id)
                      ) order by role.level desc, role.name_key), '[]')
                    from role
                    where role.id in (
                      select role_id from account_role where account_id = account.id
                      union all
                      select role_id
                      from account_group_member
                      join account_group_role using (group_id)
                      where account_id = account.id)) as roles,
                   (select coalesce(json_agg(json_build_object(
                      'id', account_group.id, 'name', account_group.name)
                      order by account_group.name_key), '[]')
                    from account_group_member
                    join account_group on account_group.id = account_group_member.group_id
                    where account_group_member.account_id = account.id) as groups
            from account
            where erased_at is null
              and (cast(:id as uuid) is null or account.id = cast(:id as uuid))
              and (cast(:number as bigint) is null or number = :number)
            """)
        .bind("id", id)
        .bind("number", number)
        .bind("now", now)
        .map((row, context) -> info(row))
        .findOne();
  }

  private static AccountInfo info(ResultSet row) throws SQLException {
    var roles = list(row, "roles", AccountInfo.Role[].class);
    return new AccountInfo(
        row.getString("username"),
        row.getString("email"),
        roles.isEmpty() ? "" : roles.get(0).name(),
        instant(row, "last_login"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("updated_at", OffsetDateTime.class).toInstant(),
        row.getObject("id", UUID.class),
        row.getLong("number"),
        row.getString("first_name"),
        row.getString("last_name"),
        row.getBoolean("enabled"),
        roles,
        list(row, "groups", AccountInfo.Group[].class),
        row.getBoolean("flagged"),
        instant(row, "banned_until"));
  }

  private static <T> List<T> list(ResultSet row, String column, Class<T[]> type)
      throws SQLException {
    return List.of(Json.read(row.getString(column), type));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var time = row.getObject(column, OffsetDateTime.class);
    if (time == null) {
      return null;
    }
    return time.equals(OffsetDateTime.MAX) ? AccountInfo.FOR_EVER : time.toInstant();
  }
}
