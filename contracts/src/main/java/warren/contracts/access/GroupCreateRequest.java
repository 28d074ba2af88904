package warren.contracts.access;

import java.util.List;
import org.jspecify.annotations.Nullable;
import warren.contracts.RoleReference;
import warren.contracts.json.Example;
import warren.contracts.json.Limit;
import warren.contracts.json.Trimmed;

/**
 * Asks for a new group. Refused with {@code name_taken}, {@code unknown_role}; with {@code
 * forbidden} where the caller may not give one of the roles, or one is {@code admin}.
 *
 * @param name 1 to 64 code points, unique without regard to case
 * @param open whether anyone may join it at registration; such a group holds no roles; false if
 *     absent
 * @param roles the roles that its members hold by it, at most 100
 */
public record GroupCreateRequest(
    @Limit(max = 64) @Trimmed @Example("Staff") String name,
    @Example("false") @Nullable Boolean open,
    @Limit(min = 0, max = 100) @Example("user") @Nullable List<RoleReference> roles) {

  /** With what is required alone. */
  public GroupCreateRequest(String name) {
    this(name, null, null);
  }

  /** The same, and this {@link #open}. */
  public GroupCreateRequest withOpen(Boolean given) {
    return new GroupCreateRequest(name, given, roles);
  }

  /** The same, and this {@link #roles}. */
  public GroupCreateRequest withRoles(List<RoleReference> given) {
    return new GroupCreateRequest(name, open, given);
  }
}
