package warren.contracts.access;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.Change;
import warren.contracts.json.Example;
import warren.contracts.json.Limit;
import warren.contracts.json.Trimmed;

/**
 * Changes a permission. A field that is absent stays as it is. Refused with {@code
 * unknown_permission}, {@code name_taken}; with {@code forbidden} where the caller doesn't hold it;
 * with {@code in_use} where it is built in and another name is asked for.
 *
 * @param id the permission's id
 * @param name 1 to 64 code points, unique without regard to case, neither a number nor an id
 * @param description at most 500 code points; may be cleared
 */
public record UpdatePermissionRequest(
    @Example("019449c5-6f00-7000-8000-000000000004") UUID id,
    @Limit(max = 64) @Trimmed @Example("CAN_LEND_BOOKS") @Nullable String name,
    @Limit(min = 0, max = 500) @Example("Lend books") @Nullable Change<String> description) {

  /** With what is required alone. */
  public UpdatePermissionRequest(UUID id) {
    this(id, null, null);
  }

  /** The same, and this {@link #name}. */
  public UpdatePermissionRequest withName(String given) {
    return new UpdatePermissionRequest(id, given, description);
  }

  /** The same, and this {@link #description}; null clears it. */
  public UpdatePermissionRequest withDescription(@Nullable String changed) {
    return new UpdatePermissionRequest(id, name, new Change<>(changed));
  }
}
