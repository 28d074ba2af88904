package warren.contracts.access;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.Change;
import warren.contracts.fields.AccessName;
import warren.contracts.fields.Description;
import warren.contracts.fields.Example;
import warren.contracts.fields.PermissionId;

/**
 * The request {@code UpdatePermission}. An absent field remains unchanged. The sender must have the
 * permission. A built-in permission cannot be renamed.
 *
 * @param id the permission's id
 * @param name the permission's name; unique without regard to case, and neither a number nor an id
 * @param description the purpose of the permission; null clears it
 */
public record UpdatePermissionRequest(
    @PermissionId UUID id,
    @AccessName @Example("CAN_LEND_BOOKS") @Nullable String name,
    @Description @Example("Lend books") @Nullable Change<String> description) {

  /** A request with the required fields only. */
  public UpdatePermissionRequest(UUID id) {
    this(id, null, null);
  }

  /** The same request with this {@link #name}. */
  public UpdatePermissionRequest withName(String given) {
    return new UpdatePermissionRequest(id, given, description);
  }

  /** The same request with this {@link #description}; null clears the field. */
  public UpdatePermissionRequest withDescription(@Nullable String changed) {
    return new UpdatePermissionRequest(id, name, new Change<>(changed));
  }
}
