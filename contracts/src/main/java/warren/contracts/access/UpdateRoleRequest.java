package warren.contracts.access;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.Change;
import warren.contracts.json.Clearable;
import warren.contracts.json.Example;
import warren.contracts.json.Limit;
import warren.contracts.json.Trimmed;

/**
 * Changes a role. A field that is absent stays as it is. Refused with {@code unknown_role}, {@code
 * name_taken}, {@code unknown_permission}; with {@code forbidden} where, before or after, its level
 * is above the caller's or the caller lacks one of its permissions; with {@code in_use} where it is
 * built in, and another name or level is asked for or {@code admin} would lose a permission.
 *
 * @param id the role's id
 * @param name 1 to 64 code points, unique without regard to case, neither a number nor an id
 * @param level 0 to 20
 * @param description at most 500 code points; may be cleared
 * @param permissions names or ids of all that its holders may do from now on, at most 200; may be
 *     cleared
 */
public record UpdateRoleRequest(
    @Example("019449c5-6f00-7000-8000-000000000003") UUID id,
    @Limit(max = 64) @Trimmed @Example("librarian") @Nullable String name,
    @Limit(min = 0, max = 20) @Example("5") @Nullable Long level,
    @Limit(min = 0, max = 500) @Example("Keeps the books") @Nullable Change<String> description,
    @Limit(min = 0, max = 200) @Clearable @Example("CAN_READ_ACCOUNTS")
        @Nullable List<String> permissions) {

  /** With what is required alone. */
  public UpdateRoleRequest(UUID id) {
    this(id, null, null, null, null);
  }

  /** The same, and this {@link #name}. */
  public UpdateRoleRequest withName(String given) {
    return new UpdateRoleRequest(id, given, level, description, permissions);
  }

  /** The same, and this {@link #level}. */
  public UpdateRoleRequest withLevel(Long given) {
    return new UpdateRoleRequest(id, name, given, description, permissions);
  }

  /** The same, and this {@link #description}; null clears it. */
  public UpdateRoleRequest withDescription(@Nullable String changed) {
    return new UpdateRoleRequest(id, name, level, new Change<>(changed), permissions);
  }

  /** The same, and this {@link #permissions}. */
  public UpdateRoleRequest withPermissions(List<String> given) {
    return new UpdateRoleRequest(id, name, level, description, given);
  }
}
