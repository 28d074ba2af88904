package warren.contracts.access;

import java.util.List;
import org.jspecify.annotations.Nullable;
import warren.contracts.fields.AccessLevel;
import warren.contracts.fields.AccessName;
import warren.contracts.fields.Default;
import warren.contracts.fields.Description;
import warren.contracts.fields.Example;
import warren.contracts.fields.PermissionList;

/**
 * The request {@code RequestRoleCreate}. The role's level must not be above the sender's own level,
 * and the sender must have each of the role's permissions.
 *
 * @param name the role's name; unique without regard to case, and neither a number nor an id
 * @param level the role's level
 * @param description the purpose of the role
 * @param permissions the names or ids of the permissions that the role gives
 */
public record RoleCreateRequest(
    @AccessName @Example("librarian") String name,
    @AccessLevel @Default(DEFAULT_LEVEL) @Nullable Long level,
    @Description @Example("Keeps the books") @Nullable String description,
    @PermissionList @Nullable List<String> permissions) {

  /** The level of a role that is created without one. */
  public static final int DEFAULT_LEVEL = 0;

  /** A request with the required fields only. */
  public RoleCreateRequest(String name) {
    this(name, null, null, null);
  }

  /** The same request with this {@link #level}. */
  public RoleCreateRequest withLevel(Long given) {
    return new RoleCreateRequest(name, given, description, permissions);
  }

  /** The same request with this {@link #description}. */
  public RoleCreateRequest withDescription(String given) {
    return new RoleCreateRequest(name, level, given, permissions);
  }

  /** The same request with this {@link #permissions}. */
  public RoleCreateRequest withPermissions(List<String> given) {
    return new RoleCreateRequest(name, level, description, given);
  }
}
