package warren.service.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import warren.contracts.access.GroupInfo;
import warren.contracts.access.UpdateGroupRequest;
import warren.contracts.json.Json;
import warren.service.identity.NameKey;
import warren.service.store.Sql;

/** Stores groups, their roles and their members. */
final class GroupDao {
  private static final Sql JOIN =
      Sql.of(
          """
          insert into account_group_member (account_id, group_id) values (:account, :group)
          on conflict do nothing
          """);

  private static final String OPEN = "select id, open from account_group where id = any (:ids)";

  private static final String SELECT =
      """
      select id, name, open,
             (select coalesce(json_agg(json_build_object(
                'id', role.id, 'name', role.name, 'level', role.level)
                order by role.level desc, role.name_key), '[]')
              from account_group_role
              join role on role.id = account_group_role.role_id
              where account_group_role.group_id = account_group.id) as roles
      from account_group
      """;

  private final NamePageDao<GroupInfo> pages =
      new NamePageDao<>(SELECT, (row, context) -> info(row), "name_key");

  Optional<GroupInfo> info(Handle handle, long id) {
    return handle
        .createQuery(SELECT + "where id = :id")
        .bind("id", id)
        .map((row, context) -> info(row))
        .findOne();
  }

  List<GroupInfo> list(Handle handle, NamePageRequest page, long maxRows) {
    return pages.list(handle, page, maxRows);
  }

  private static GroupInfo info(ResultSet row) throws SQLException {
    return new GroupInfo(
        row.getLong("id"),
        row.getString("name"),
        row.getBoolean("open"),
        List.of(Json.read(row.getString("roles"), GroupInfo.Role[].class)));
  }

  /** Whether a group with this name exists. */
  boolean exists(Handle handle, String name) {
    return handle
        .createQuery("select exists (select from account_group where name_key = :key)")
        .bind("key", NameKey.of(name))
        .mapTo(Boolean.class)
        .one();
  }

  /** Inserts a group and returns its id. Refused with {@code name_taken}. */
  long insert(Handle transaction, String name, boolean open, Instant now) {
    return NameRules.refusingTaken(
        () ->
            transaction
                .createQuery(
                    """
                    insert into account_group (name, name_key, open, created_at, updated_at)
                    values (:name, :key, :open, :now, :now)
                    returning id
                    """)
                .bind("name", name)
                .bind("key", NameKey.of(name))
                .bind("open", open)
                .bind("now", now)
                .mapTo(Long.class)
                .one());
  }

  /**
   * Locks a group until the transaction ends, so that no other transaction changes or joins it.
   *
   * @return whether it is open; empty if it does not exist
   */
  Optional<Boolean> lock(Handle transaction, long id) {
    return transaction
        .createQuery("select open from account_group where id = :id for no key update")
        .bind("id", id)
        .mapTo(Boolean.class)
        .findOne();
  }

  /** Changes the fields that the request contains. Refused with {@code name_taken}. */
  void update(Handle transaction, UpdateGroupRequest request, Instant now) {
    NameRules.refusingTaken(
        () ->
            transaction
                .createUpdate(
                    """
                    update account_group
                    set name = coalesce(:name, name),
                        name_key = coalesce(:key, name_key),
                        open = coalesce(cast(:open as boolean), open),
                        updated_at = :now
                    where id = :id
                    """)
                .bind("name", request.name())
                .bind("key", NameRules.keyOf(request.name()))
                .bind("open", request.open())
                .bind("now", now)
                .bind("id", request.id())
                .execute());
  }

  /** Replaces all roles of a group. */
  void replaceRoles(Handle transaction, long id, List<Role> roles) {
    transaction
        .createUpdate("delete from account_group_role where group_id = :group")
        .bind("group", id)
        .execute();
    transaction
        .createUpdate(
            "insert into account_group_role (group_id, role_id) select :group, unnest(:roles)")
        .bind("group", id)
        .bindArray("roles", UUID.class, roles.stream().map(Role::id).toArray())
        .execute();
  }

  boolean hasMembers(Handle handle, long id) {
    return handle
        .createQuery("select exists (select from account_group_member where group_id = :group)")
        .bind("group", id)
        .mapTo(Boolean.class)
        .one();
  }

  void delete(Handle transaction, long id) {
    transaction.createUpdate("delete from account_group where id = :id").bind("id", id).execute();
  }

  /**
   * Locks groups until the transaction ends, so that no other transaction changes them.
   *
   * @return the ids of the existing ones, each with whether the group is open
   */
  Map<Long, Boolean> lockShared(Handle transaction, Set<Long> ids) {
    return open(transaction, OPEN + " order by id for share", ids);
  }

  /** The ids of the existing ones of these groups, each with whether the group is open. */
  Map<Long, Boolean> find(Handle handle, Set<Long> ids) {
    return open(handle, OPEN, ids);
  }

  private static Map<Long, Boolean> open(Handle handle, String query, Set<Long> ids) {
    Map<Long, Boolean> open = new HashMap<>();
    handle
        .createQuery(query)
        .bindArray("ids", Long.class, ids.toArray())
        .map((row, context) -> Map.entry(row.getLong("id"), row.getBoolean("open")))
        .forEach(group -> open.put(group.getKey(), group.getValue()));
    return open;
  }

  /** The ids of the groups with these name keys, locked against changes by others. */
  Set<Long> lockSharedByName(Handle transaction, Set<String> keys) {
    return transaction
        .createQuery(
            "select id from account_group where name_key = any (:keys) order by id for share")
        .bindArray("keys", String.class, keys.toArray())
        .mapTo(Long.class)
        .set();
  }

  /** The ids of the groups of an account. */
  Set<Long> idsOf(Handle handle, UUID accountId) {
    return handle
        .createQuery("select group_id from account_group_member where account_id = :account")
        .bind("account", accountId)
        .mapTo(Long.class)
        .set();
  }

  void join(Handle transaction, UUID accountId, Set<Long> ids) {
    transaction
        .createUpdate(
            """
            insert into account_group_member (account_id, group_id)
            select :account, unnest(:ids)
            """)
        .bind("account", accountId)
        .bindArray("ids", Long.class, ids.toArray())
        .execute();
  }

  /** Adds each of these accounts to its groups, unless it is a member. */
  void joinAll(Handle transaction, Map<UUID, Set<Long>> groups) {
    List<Sql.Bound> memberships = new ArrayList<>();
    groups.forEach(
        (account, ids) ->
            ids.forEach(
                id ->
                    memberships.add(
                        JOIN.on(transaction).bind("account", account).bind("group", id))));
    JOIN.executeAll(memberships);
  }

  /** Removes an account from all groups except these. */
  void leaveOthers(Handle transaction, UUID accountId, Collection<Long> ids) {
    transaction
        .createUpdate(
            """
            delete from account_group_member
            where account_id = :account and group_id <> all (:ids)
            """)
        .bind("account", accountId)
        .bindArray("ids", Long.class, ids.toArray())
        .execute();
  }
}
