package warren.contracts.access;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.Change;
import warren.contracts.fields.AccessLevel;
import warren.contracts.fields.AccessName;
import warren.contracts.fields.Clearable;
import warren.contracts.fields.Description;
import warren.contracts.fields.Example;
import warren.contracts.fields.PermissionList;
import warren.contracts.fields.RoleId;

/**
 * The request {@code UpdateRole}. An absent field remains unchanged. Before and after the change,
 * the role's level must be below the sender's own level, unless the sender has the role {@code
 * admin}, and the sender must have each of the role's permissions. Name and level of a built-in
 * role cannot be changed, and {@code admin} cannot lose a permission.
 *
 * @param id the role's id
 * @param name the role's name; unique without regard to case, and neither a number nor an id
 * @param level the role's level
 * @param description the purpose of the role; null clears it
 * @param permissions the names or ids of all permissions that the role is to give; null removes all
 */
public record UpdateRoleRequest(
    @RoleId UUID id,
    @AccessName @Example("librarian") @Nullable String name,
    @AccessLevel @Nullable Long level,
    @Description @Example("Keeps the books") @Nullable Change<String> description,
    @PermissionList @Clearable @Nullable List<String> permissions) {

  /** A request with the required fields only. */
  public UpdateRoleRequest(UUID id) {
    this(id, null, null, null, null);
  }

  /** The same request with this {@link #name}. */
  public UpdateRoleRequest withName(String given) {
    return new UpdateRoleRequest(id, given, level, description, permissions);
  }

  /** The same request with this {@link #level}. */
  public UpdateRoleRequest withLevel(Long given) {
    return new UpdateRoleRequest(id, name, given, description, permissions);
  }

  /** The same request with this {@link #description}; null clears the field. */
  public UpdateRoleRequest withDescription(@Nullable String changed) {
    return new UpdateRoleRequest(id, name, level, new Change<>(changed), permissions);
  }

  /** The same request with this {@link #permissions}. */
  public UpdateRoleRequest withPermissions(List<String> given) {
    return new UpdateRoleRequest(id, name, level, description, given);
  }
}
