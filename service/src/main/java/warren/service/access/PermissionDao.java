package warren.service.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;
import warren.contracts.access.PermissionCreateRequest;
import warren.contracts.access.PermissionInfo;
import warren.contracts.access.UpdatePermissionRequest;
import warren.service.identity.NameKey;

/** Stores permissions. */
final class PermissionDao {
  private static final String SELECT =
      "select id, name, description, created_at, updated_at from permission ";

  private final NamePageDao<PermissionInfo> pages =
      new NamePageDao<>(SELECT, (row, context) -> info(row), "name_key", "description_key");

  /**
   * A permission that is locked for a change.
   *
   * @param builtIn whether it can be neither renamed nor deleted
   */
  record Locked(String name, boolean builtIn) {}

  Optional<PermissionInfo> info(Handle handle, UUID id) {
    return handle
        .createQuery(SELECT + "where id = :id")
        .bind("id", id)
        .map((row, context) -> info(row))
        .findOne();
  }

  List<PermissionInfo> list(Handle handle, NamePageRequest page, long maxRows) {
    return pages.list(handle, page, maxRows);
  }

  private static PermissionInfo info(ResultSet row) throws SQLException {
    return new PermissionInfo(
        row.getObject("id", UUID.class),
        row.getString("name"),
        row.getString("description"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("updated_at", OffsetDateTime.class).toInstant());
  }

  /**
   * Finds permissions, locked against changes until the transaction ends. Refused as the rule
   * refuses the existing ones, then with {@code unknown_permission}.
   *
   * @param references names or ids
   * @param rule receives the names of the existing ones
   * @return their names by their ids
   */
  Map<UUID, String> lockShared(
      Handle transaction, List<String> references, Consumer<Set<String>> rule) {
    var unknown = references.stream().map(NameKey::of).collect(Collectors.toSet());
    Map<UUID, String> names = new HashMap<>();
    transaction
        .createQuery(
            """
            select id, name from permission
            where name_key = any (:keys) or cast(id as text) = any (:keys)
            order by id
            for share
            """)
        .bindArray("keys", String.class, unknown.toArray())
        .map((row, context) -> Map.entry(row.getObject("id", UUID.class), row.getString("name")))
        .forEach(
            permission -> {
              names.put(permission.getKey(), permission.getValue());
              unknown.remove(permission.getKey().toString());
              unknown.remove(NameKey.of(permission.getValue()));
            });
    rule.accept(Set.copyOf(names.values()));
    if (!unknown.isEmpty()) {
      throw new RefusedException(ErrorCode.UNKNOWN_PERMISSION);
    }
    return names;
  }

  /** Inserts a permission and grants it to {@code admin}. Refused with {@code name_taken}. */
  void insert(Handle transaction, UUID id, PermissionCreateRequest request, Instant now) {
    NameRules.refusingTaken(
        () ->
            transaction
                .createUpdate(
                    """
                    insert into permission (
                      id, name, name_key, description, description_key, created_at, updated_at)
                    values (:id, :name, :key, :description, :descriptionKey, :now, :now)
                    """)
                .bind("id", id)
                .bind("name", request.name())
                .bind("key", NameKey.of(request.name()))
                .bind("description", request.description())
                .bind("descriptionKey", NameRules.keyOf(request.description()))
                .bind("now", now)
                .execute());
    transaction
        .createUpdate(
            """
            insert into role_permission (role_id, permission_id)
            select id, :permission from role where name_key = 'admin'
            """)
        .bind("permission", id)
        .execute();
  }

  /** Locks a permission until the transaction ends, so that no other changes or grants it. */
  Optional<Locked> lock(Handle transaction, UUID id) {
    return transaction
        .createQuery("select name, built_in from permission where id = :id for no key update")
        .bind("id", id)
        .map((row, context) -> new Locked(row.getString("name"), row.getBoolean("built_in")))
        .findOne();
  }

  /** Changes the fields that the request contains. Refused with {@code name_taken}. */
  void update(Handle transaction, UpdatePermissionRequest request, Instant now) {
    var description = request.description();
    var text = description == null ? null : description.value();
    NameRules.refusingTaken(
        () ->
            transaction
                .createUpdate(
                    """
                    update permission
                    set name = coalesce(:name, name),
                        name_key = coalesce(:key, name_key),
                        description = case when :changes then :text else description end,
                        description_key =
                          case when :changes then :textKey else description_key end,
                        updated_at = :now
                    where id = :id
                    """)
                .bind("name", request.name())
                .bind("key", NameRules.keyOf(request.name()))
                .bind("changes", description != null)
                .bind("text", text)
                .bind("textKey", NameRules.keyOf(text))
                .bind("now", now)
                .bind("id", request.id())
                .execute());
  }

  /** Whether a role other than {@code admin} holds the permission. */
  boolean isGranted(Handle handle, UUID id) {
    return handle
        .createQuery(
            """
            select exists (
              select from role_permission join role on role.id = role_id
              where permission_id = :permission and name_key <> 'admin')
            """)
        .bind("permission", id)
        .mapTo(Boolean.class)
        .one();
  }

  void delete(Handle transaction, UUID id) {
    transaction.createUpdate("delete from permission where id = :id").bind("id", id).execute();
  }
}
