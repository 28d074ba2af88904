package warren.contracts.access;

import org.jspecify.annotations.Nullable;
import warren.contracts.json.Example;
import warren.contracts.json.Limit;
import warren.contracts.json.Trimmed;

/**
 * Asks for a new permission, which {@code admin} holds at once. Refused with {@code name_taken}.
 *
 * @param name 1 to 64 code points, unique without regard to case, neither a number nor an id
 * @param description at most 500 code points
 */
public record PermissionCreateRequest(
    @Limit(max = 64) @Trimmed @Example("CAN_LEND_BOOKS") String name,
    @Limit(min = 0, max = 500) @Example("Lend books") @Nullable String description) {

  /** With what is required alone. */
  public PermissionCreateRequest(String name) {
    this(name, null);
  }

  /** The same, and this {@link #description}. */
  public PermissionCreateRequest withDescription(String given) {
    return new PermissionCreateRequest(name, given);
  }
}
