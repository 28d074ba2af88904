package warren.service.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import warren.contracts.accounts.AccountInfo;
import warren.contracts.json.Json;
import warren.service.identity.RoleSnapshot.Definition;
import warren.service.store.Sql;

/** Reads all roles with their permissions, and the roles of an account. */
final class RoleSnapshotDao {
  private static final Sql OF_ACCOUNT =
      Sql.of("select %s from account where id = :id".formatted(RoleDefinitions.COLUMNS));

  RoleSnapshot load(Handle handle) {
    Map<UUID, Definition> definitions = new HashMap<>();
    List<Long> versions = new ArrayList<>();
    handle
        .createQuery(
            """
            select (select version from role_version) as role_version,
                   role.id, role.name, role.level, role.description,
                   role.name_key = 'admin' as administrator,
                   (select coalesce(json_agg(json_build_object(
                      'id', permission.id, 'name', permission.name,
                      'description', permission.description) order by permission.name), '[]')
                    from role_permission
                    join permission on permission.id = role_permission.permission_id
                    where role_permission.role_id = role.id) as permissions
            from role
            order by role.level desc, role.name_key
            """)
        .map(
            (row, context) -> {
              versions.add(row.getLong("role_version"));
              return new Definition(versions.size(), row.getBoolean("administrator"), role(row));
            })
        .forEach(definition -> definitions.put(definition.role().id(), definition));
    return new RoleSnapshot(versions.get(0), definitions);
  }

  Optional<EffectiveRoles> rolesOf(Handle handle, RoleSnapshot snapshot, UUID accountId) {
    return OF_ACCOUNT.on(handle).bind("id", accountId).findOne(snapshot::rolesOf);
  }

  private static AccountInfo.Role role(ResultSet row) throws SQLException {
    return new AccountInfo.Role(
        row.getObject("id", UUID.class),
        row.getString("name"),
        row.getInt("level"),
        row.getString("description"),
        List.of(Json.read(row.getString("permissions"), AccountInfo.Permission[].class)));
  }
}
