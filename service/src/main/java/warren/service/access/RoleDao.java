package warren.service.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.service.identity.ActiveBan;

/** Reads roles, and gives them to accounts. */
final class RoleDao {
  private static final String SELECT =
      """
      select role.id, role.name, role.level, role.built_in,
             array_agg(permission.name) filter (where permission.name is not null) as permissions
      from role
      left join role_permission on role_permission.role_id = role.id
      left join permission on permission.id = role_permission.permission_id
      """;

  /** By name key, by id, or a built-in one by level; null where the text can't be one of these. */
  Optional<Role> find(
      Handle handle, String nameKey, @Nullable UUID id, @Nullable Integer builtInLevel) {
    return handle
        .createQuery(
            SELECT
                + """
                  where role.name_key = :name
                     or role.id = cast(:id as uuid)
                     or role.built_in and role.level = cast(:level as integer)
                  group by role.id
                  """)
        .bind("name", nameKey)
        .bind("id", id)
        .bind("level", builtInLevel)
        .map((row, context) -> role(row))
        .findOne();
  }

  /** Keeps roles from being changed until the transaction ends; those that there are. */
  List<Role> share(Handle transaction, Set<UUID> ids) {
    transaction
        .createQuery("select id from role where id = any (:ids) order by id for share")
        .bindArray("ids", UUID.class, ids.toArray())
        .mapTo(UUID.class)
        .list();
    // only a later statement sees the permissions that whoever was waited for has left
    return transaction
        .createQuery(SELECT + "where role.id = any (:ids) group by role.id")
        .bindArray("ids", UUID.class, ids.toArray())
        .map((row, context) -> role(row))
        .list();
  }

  /** Keeps a role from being changed or given by others until the transaction ends. */
  Optional<Role> lock(Handle transaction, UUID id) {
    transaction.execute("select from role where id = ? for no key update", id);
    return transaction
        .createQuery(SELECT + "where role.id = :id group by role.id")
        .bind("id", id)
        .map((row, context) -> role(row))
        .findOne();
  }

  /** The ids of the roles that an account holds directly. */
  Set<UUID> givenTo(Handle handle, UUID accountId) {
    return handle
        .createQuery("select role_id from account_role where account_id = :account")
        .bind("account", accountId)
        .mapTo(UUID.class)
        .set();
  }

  /** The roles that an account holds, its groups' included, the highest first. */
  List<Role> heldBy(Handle handle, UUID accountId) {
    return handle
        .createQuery(
            SELECT
                + """
                  where role.id in (
                    select role_id from account_role where account_id = :account
                    union all
                    select role_id
                    from account_group_member
                    join account_group_role using (group_id)
                    where account_id = :account)
                  group by role.id
                  order by role.level desc, role.name_key
                  """)
        .bind("account", accountId)
        .map((row, context) -> role(row))
        .list();
  }

  /** The roles that a group gives to its members. */
  List<Role> ofGroup(Handle handle, long groupId) {
    return handle
        .createQuery(
            SELECT
                + """
                  join account_group_role on account_group_role.role_id = role.id
                  where account_group_role.group_id = :group
                  group by role.id
                  """)
        .bind("group", groupId)
        .map((row, context) -> role(row))
        .list();
  }

  boolean administratorExists(Handle handle) {
    return handle
        .createQuery(
            """
            select exists (
              select from account_role join role on role.id = role_id where name_key = 'admin')
            """)
        .mapTo(Boolean.class)
        .one();
  }

  /** Whether an account holds {@code admin} directly. */
  boolean isAdministrator(Handle handle, UUID accountId) {
    return handle
        .createQuery(
            """
            select exists (
              select from account_role join role on role.id = role_id
              where account_id = :account and name_key = 'admin')
            """)
        .bind("account", accountId)
        .mapTo(Boolean.class)
        .one();
  }

  /** Whether any account that may act holds {@code admin} directly. */
  boolean administratorStands(Handle handle, Instant now) {
    return handle
        .createQuery(
            """
            select exists (
              select from account_role
              join role on role.id = account_role.role_id
              join account on account.id = account_role.account_id
              where role.name_key = 'admin'
                and account.enabled
                and not exists (select %s))
            """
                .formatted(ActiveBan.FROM))
        .bind("now", now)
        .mapTo(Boolean.class)
        .one();
  }

  void lockAdministrator(Handle transaction) {
    transaction.execute("select from role where name_key = 'admin' for no key update");
  }

  void give(Handle transaction, UUID accountId, UUID roleId) {
    transaction
        .createUpdate("insert into account_role (account_id, role_id) values (:account, :role)")
        .bind("account", accountId)
        .bind("role", roleId)
        .execute();
  }

  void takeAll(Handle transaction, UUID accountId) {
    transaction
        .createUpdate("delete from account_role where account_id = :account")
        .bind("account", accountId)
        .execute();
  }

  private static Role role(ResultSet row) throws SQLException {
    var permissions = row.getArray("permissions");
    return new Role(
        row.getObject("id", UUID.class),
        row.getString("name"),
        row.getInt("level"),
        row.getBoolean("built_in"),
        permissions == null ? Set.of() : Set.of((String[]) permissions.getArray()));
  }
}
