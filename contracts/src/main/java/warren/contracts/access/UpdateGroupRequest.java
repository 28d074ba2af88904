package warren.contracts.access;

import java.util.List;
import org.jspecify.annotations.Nullable;
import warren.contracts.RoleReference;
import warren.contracts.json.Clearable;
import warren.contracts.json.Example;
import warren.contracts.json.Limit;
import warren.contracts.json.Trimmed;

/**
 * Changes a group. A field that is absent stays as it is. Refused with {@code unknown_group},
 * {@code name_taken}, {@code unknown_role}; with {@code forbidden} where roles are asked for and
 * the caller may not give one that the group held before or holds after, or one is {@code admin}.
 *
 * @param id the group's id
 * @param name 1 to 64 code points, unique without regard to case
 * @param open whether anyone may join it at registration; such a group holds no roles
 * @param roles all roles that its members hold by it from now on, at most 100; may be cleared
 */
public record UpdateGroupRequest(
    @Example("1") long id,
    @Limit(max = 64) @Trimmed @Example("Staff") @Nullable String name,
    @Example("false") @Nullable Boolean open,
    @Limit(min = 0, max = 100) @Clearable @Example("user") @Nullable List<RoleReference> roles) {

  /** With what is required alone. */
  public UpdateGroupRequest(long id) {
    this(id, null, null, null);
  }

  /** The same, and this {@link #name}. */
  public UpdateGroupRequest withName(String given) {
    return new UpdateGroupRequest(id, given, open, roles);
  }

  /** The same, and this {@link #open}. */
  public UpdateGroupRequest withOpen(Boolean given) {
    return new UpdateGroupRequest(id, name, given, roles);
  }

  /** The same, and this {@link #roles}. */
  public UpdateGroupRequest withRoles(List<RoleReference> given) {
    return new UpdateGroupRequest(id, name, open, given);
  }
}
