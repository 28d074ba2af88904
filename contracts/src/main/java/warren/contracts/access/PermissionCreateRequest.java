package warren.contracts.access;

import org.jspecify.annotations.Nullable;
import warren.contracts.fields.AccessName;
import warren.contracts.fields.Description;
import warren.contracts.fields.Example;

/**
 * The request {@code RequestPermissionCreate}. The role {@code admin} has the new permission at
 * once.
 *
 * @param name the permission's name; unique without regard to case, and neither a number nor an id
 * @param description the purpose of the permission
 */
public record PermissionCreateRequest(
    @AccessName @Example("CAN_LEND_BOOKS") String name,
    @Description @Example("Lend books") @Nullable String description) {

  /** A request with the required fields only. */
  public PermissionCreateRequest(String name) {
    this(name, null);
  }

  /** The same request with this {@link #description}. */
  public PermissionCreateRequest withDescription(String given) {
    return new PermissionCreateRequest(name, given);
  }
}
