package warren.service.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import warren.contracts.access.RoleCreateRequest;
import warren.contracts.access.RoleInfo;
import warren.contracts.access.UpdateRoleRequest;
import warren.contracts.accounts.AccountInfo;
import warren.contracts.json.Json;
import warren.service.identity.NameKey;

/** Reads, writes and deletes the definitions of roles. */
final class RoleEditDao {
  private static final String SELECT =
      """
      select id, name, level, description, created_at, updated_at,
             (select coalesce(json_agg(json_build_object(
                'id', permission.id, 'name', permission.name,
                'description', permission.description) order by permission.name), '[]')
              from role_permission
              join permission on permission.id = role_permission.permission_id
              where role_permission.role_id = role.id) as permissions
      from role
      """;

  private final NamePageDao<RoleInfo> pages =
      new NamePageDao<>(SELECT, (row, context) -> info(row), "name_key", "description_key");

  Optional<RoleInfo> info(Handle handle, UUID id) {
    return handle
        .createQuery(SELECT + "where id = :id")
        .bind("id", id)
        .map((row, context) -> info(row))
        .findOne();
  }

  List<RoleInfo> list(Handle handle, NamePageRequest page, long maxRows) {
    return pages.list(handle, page, maxRows);
  }

  private static RoleInfo info(ResultSet row) throws SQLException {
    return new RoleInfo(
        row.getObject("id", UUID.class),
        row.getString("name"),
        row.getInt("level"),
        row.getString("description"),
        List.of(Json.read(row.getString("permissions"), AccountInfo.Permission[].class)),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("updated_at", OffsetDateTime.class).toInstant());
  }

  /** Inserts a role without permissions. Refused with {@code name_taken}. */
  void insert(Handle transaction, UUID id, RoleCreateRequest request, int level, Instant now) {
    NameRules.refusingTaken(
        () ->
            transaction
                .createUpdate(
                    """
                    insert into role (
                      id, name, name_key, level, description, description_key,
                      created_at, updated_at)
                    values (:id, :name, :key, :level, :description, :descriptionKey, :now, :now)
                    """)
                .bind("id", id)
                .bind("name", request.name())
                .bind("key", NameKey.of(request.name()))
                .bind("level", level)
                .bind("description", request.description())
                .bind("descriptionKey", NameRules.keyOf(request.description()))
                .bind("now", now)
                .execute());
  }

  /** Changes the requested fields except permissions. Refused with {@code name_taken}. */
  void update(Handle transaction, UpdateRoleRequest request, Instant now) {
    var description = request.description();
    var text = description == null ? null : description.value();
    NameRules.refusingTaken(
        () ->
            transaction
                .createUpdate(
                    """
                    update role
                    set name = coalesce(:name, name),
                        name_key = coalesce(:key, name_key),
                        level = coalesce(cast(:level as smallint), level),
                        description = case when :changes then :text else description end,
                        description_key =
                          case when :changes then :textKey else description_key end,
                        updated_at = :now
                    where id = :id
                    """)
                .bind("name", request.name())
                .bind("key", NameRules.keyOf(request.name()))
                .bind("level", request.level())
                .bind("changes", description != null)
                .bind("text", text)
                .bind("textKey", NameRules.keyOf(text))
                .bind("now", now)
                .bind("id", request.id())
                .execute());
  }

  /** Replaces all permissions of a role. */
  void replacePermissions(Handle transaction, UUID id, Set<UUID> permissions) {
    transaction
        .createUpdate("delete from role_permission where role_id = :role")
        .bind("role", id)
        .execute();
    transaction
        .createUpdate(
            """
            insert into role_permission (role_id, permission_id)
            select :role, unnest(:permissions)
            """)
        .bind("role", id)
        .bindArray("permissions", UUID.class, permissions.toArray())
        .execute();
  }

  /** Whether an account or a group holds the role. */
  boolean isAssigned(Handle handle, UUID id) {
    return handle
        .createQuery(
            """
            select exists (select from account_role where role_id = :role)
              or exists (select from account_group_role where role_id = :role)
            """)
        .bind("role", id)
        .mapTo(Boolean.class)
        .one();
  }

  void delete(Handle transaction, UUID id) {
    transaction.createUpdate("delete from role where id = :id").bind("id", id).execute();
  }
}
