package warren.service.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.service.identity.ActiveBan;
import warren.service.identity.UsablePassword;
import warren.service.store.Sql;

/** Reads roles and grants them to accounts. */
final class RoleDao {
  private static final Sql GRANT =
      Sql.of("insert into account_role (account_id, role_id) values (:account, :role)");

  private static final String SELECT =
      """
      select role.id, role.name, role.level, role.built_in,
             array_agg(permission.name) filter (where permission.name is not null) as permissions
      from role
      left join role_permission on role_permission.role_id = role.id
      left join permission on permission.id = role_permission.permission_id
      """;

  /**
   * Finds a role by its name key, its id or, if it is built in, its level.
   *
   * @param id null if the reference cannot be an id
   * @param builtInLevel null if the reference cannot be a level
   */
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

  /** Finds roles, locked against changes until the transaction ends; omits unknown ones. */
  List<Role> lockShared(Handle transaction, Set<UUID> ids) {
    transaction
        .createQuery("select id from role where id = any (:ids) order by id for share")
        .bindArray("ids", UUID.class, ids.toArray())
        .mapTo(UUID.class)
        .list();
    // only a later statement sees permissions changed by a transaction that held the lock before
    return transaction
        .createQuery(SELECT + "where role.id = any (:ids) group by role.id")
        .bindArray("ids", UUID.class, ids.toArray())
        .map((row, context) -> role(row))
        .list();
  }

  /** Locks a role until the transaction ends, so that no other changes or grants it. */
  Optional<Role> lock(Handle transaction, UUID id) {
    transaction.execute("select from role where id = ? for no key update", id);
    return transaction
        .createQuery(SELECT + "where role.id = :id group by role.id")
        .bind("id", id)
        .map((row, context) -> role(row))
        .findOne();
  }

  /** The ids of the roles that an account holds directly. */
  Set<UUID> directRoleIds(Handle handle, UUID accountId) {
    return handle
        .createQuery("select role_id from account_role where account_id = :account")
        .bind("account", accountId)
        .mapTo(UUID.class)
        .set();
  }

  /** The roles that an account holds directly or through its groups, the highest first. */
  List<Role> effectiveRoles(Handle handle, UUID accountId) {
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

  /** The roles that members of a group hold. */
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

  /**
   * Whether any account that can log in holds {@code admin} directly: it is enabled, not banned,
   * and has a password.
   */
  boolean effectiveAdministratorExists(Handle handle, Instant now) {
    return handle
        .createQuery(
            """
            select exists (
              select from account_role
              join role on role.id = account_role.role_id
              join account on account.id = account_role.account_id
              where role.name_key = 'admin'
                and account.enabled
                and %s
                and not exists (select %s))
            """
                .formatted(UsablePassword.CONDITION, ActiveBan.FROM))
        .bind("now", now)
        .mapTo(Boolean.class)
        .one();
  }

  void lockAdministrator(Handle transaction) {
    transaction.execute("select from role where name_key = 'admin' for no key update");
  }

  void grant(Handle transaction, UUID accountId, UUID roleId) {
    GRANT.on(transaction).bind("account", accountId).bind("role", roleId).execute();
  }

  void grantAll(Handle transaction, Map<UUID, List<Role>> roles) {
    List<Sql.Bound> grants = new ArrayList<>();
    roles.forEach(
        (account, granted) ->
            granted.forEach(
                role ->
                    grants.add(
                        GRANT.on(transaction).bind("account", account).bind("role", role.id()))));
    GRANT.executeAll(grants);
  }

  void revokeAll(Handle transaction, UUID accountId) {
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
