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

/** Keeps permissions. */
final class PermissionDao {
  private static final String SELECT =
      "select id, name, description, created_at, updated_at from permission ";

  /**
   * A permission that is about to be changed.
   *
   * @param builtIn whether it keeps its name and stays
   */
  record Locked(String name, boolean builtIn) {}

  Optional<PermissionInfo> info(Handle handle, UUID id) {
    return handle
        .createQuery(SELECT + "where id = :id")
        .bind("id", id)
        .map((row, context) -> info(row))
        .findOne();
  }

  List<PermissionInfo> list(Handle handle, NamePageRequest page, long most) {
    return page.bind(handle.createQuery(SELECT + NamePageRequest.OF_NAMES_AND_DESCRIPTIONS), most)
        .map((row, context) -> info(row))
        .list();
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
   * Keeps permissions from being changed until the transaction ends. Refused as the rule refuses
   * those that there are, then with {@code unknown_permission}.
   *
   * @param references names or ids
   * @return their names by their ids
   */
  Map<UUID, String> share(Handle transaction, List<String> references, Consumer<Set<String>> rule) {
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

  /** Inserts a permission and gives it to {@code admin}. Refused with {@code name_taken}. */
  void insert(Handle transaction, UUID id, PermissionCreateRequest request, Instant now) {
    Names.given(
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
                .bind("descriptionKey", Names.keyOf(request.description()))
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

  /** Keeps a permission from being changed or given by others until the transaction ends. */
  Optional<Locked> lock(Handle transaction, UUID id) {
    return transaction
        .createQuery("select name, built_in from permission where id = :id for no key update")
        .bind("id", id)
        .map((row, context) -> new Locked(row.getString("name"), row.getBoolean("built_in")))
        .findOne();
  }

  /** Changes what the request names. Refused with {@code name_taken}. */
  void update(Handle transaction, UpdatePermissionRequest request, Instant now) {
    var description = request.description();
    var text = description == null ? null : description.value();
    Names.given(
        () ->
            transaction
                .createUpdate(
                    """
                    update permission
                    set name = coalesce(:name, name),
                        name_key = coalesce(:key, name_key),
                        description = case when :describes then :text else description end,
                        description_key =
                          case when :describes then :textKey else description_key end,
                        updated_at = :now
                    where id = :id
                    """)
                .bind("name", request.name())
                .bind("key", Names.keyOf(request.name()))
                .bind("describes", description != null)
                .bind("text", text)
                .bind("textKey", Names.keyOf(text))
                .bind("now", now)
                .bind("id", request.id())
                .execute());
  }

  /** Whether a role other than {@code admin} has it. */
  boolean isGiven(Handle handle, UUID id) {
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
