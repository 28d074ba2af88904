package warren.contracts.access;

import java.util.List;
import org.jspecify.annotations.Nullable;
import warren.contracts.RoleReference;
import warren.contracts.fields.AccessName;
import warren.contracts.fields.Example;
import warren.contracts.fields.RoleList;

/**
 * The request {@code RequestGroupCreate}. The sender must be allowed to assign each of the roles,
 * and {@code admin} cannot be one of them.
 *
 * @param name the group's name; unique without regard to case
 * @param open whether every new account may join the group at registration; such a group has no
 *     roles; false if absent
 * @param roles the roles that the group gives to its members
 */
public record GroupCreateRequest(
    @AccessName @Example("Staff") String name,
    @Example("false") @Nullable Boolean open,
    @RoleList @Nullable List<RoleReference> roles) {

  /** A request with the required fields only. */
  public GroupCreateRequest(String name) {
    this(name, null, null);
  }

  /** The same request with this {@link #open}. */
  public GroupCreateRequest withOpen(Boolean given) {
    return new GroupCreateRequest(name, given, roles);
  }

  /** The same request with this {@link #roles}. */
  public GroupCreateRequest withRoles(List<RoleReference> given) {
    return new GroupCreateRequest(name, open, given);
  }
}
