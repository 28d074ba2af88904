package warren.contracts.access;

import java.util.List;
import org.jspecify.annotations.Nullable;
import warren.contracts.json.Example;
import warren.contracts.json.Limit;
import warren.contracts.json.Trimmed;

/**
 * Asks for a new role. Refused with {@code name_taken}, {@code unknown_permission}; with {@code
 * forbidden} where its level is above the caller's, or where the caller lacks one of its
 * permissions.
 *
 * @param name 1 to 64 code points, unique without regard to case, neither a number nor an id
 * @param level 0 to 20; 0 if absent
 * @param description at most 500 code points
 * @param permissions names or ids of what its holders may do, at most 200
 */
public record RoleCreateRequest(
    @Limit(max = 64) @Trimmed @Example("librarian") String name,
    @Limit(min = 0, max = 20) @Example("5") @Nullable Long level,
    @Limit(min = 0, max = 500) @Example("Keeps the books") @Nullable String description,
    @Limit(min = 0, max = 200) @Example("CAN_READ_ACCOUNTS") @Nullable List<String> permissions) {

  /** With what is required alone. */
  public RoleCreateRequest(String name) {
    this(name, null, null, null);
  }

  /** The same, and this {@link #level}. */
  public RoleCreateRequest withLevel(Long given) {
    return new RoleCreateRequest(name, given, description, permissions);
  }

  /** The same, and this {@link #description}. */
  public RoleCreateRequest withDescription(String given) {
    return new RoleCreateRequest(name, level, given, permissions);
  }

  /** The same, and this {@link #permissions}. */
  public RoleCreateRequest withPermissions(List<String> given) {
    return new RoleCreateRequest(name, level, description, given);
  }
}
