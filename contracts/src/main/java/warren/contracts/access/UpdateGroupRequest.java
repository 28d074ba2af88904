package warren.contracts.access;

import java.util.List;
import org.jspecify.annotations.Nullable;
import warren.contracts.RoleReference;
import warren.contracts.fields.AccessName;
import warren.contracts.fields.Clearable;
import warren.contracts.fields.Example;
import warren.contracts.fields.RoleList;

/**
 * The request {@code UpdateGroup}. An absent field remains unchanged. The sender must be allowed to
 * change each role of the group, as for {@code UpdateRole}, before and after the change, and {@code
 * admin} cannot be one of them.
 *
 * @param id the group's id
 * @param name the group's name; unique without regard to case
 * @param open whether every new account may join the group at registration; such a group has no
 *     roles
 * @param roles all roles that the group is to give to its members; null removes all
 */
public record UpdateGroupRequest(
    @Example("1") long id,
    @AccessName @Example("Staff") @Nullable String name,
    @Example("false") @Nullable Boolean open,
    @RoleList @Clearable @Nullable List<RoleReference> roles) {

  /** A request with the required fields only. */
  public UpdateGroupRequest(long id) {
    this(id, null, null, null);
  }

  /** The same request with this {@link #name}. */
  public UpdateGroupRequest withName(String given) {
    return new UpdateGroupRequest(id, given, open, roles);
  }

  /** The same request with this {@link #open}. */
  public UpdateGroupRequest withOpen(Boolean given) {
    return new UpdateGroupRequest(id, name, given, roles);
  }

  /** The same request with this {@link #roles}. */
  public UpdateGroupRequest withRoles(List<RoleReference> given) {
    return new UpdateGroupRequest(id, name, open, given);
  }
}
