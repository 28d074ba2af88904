package warren.contracts.access;

import java.util.UUID;
import warren.contracts.fields.PermissionId;

/**
 * The request {@code RequestPermissionDelete}. The sender must have the permission. A built-in
 * permission cannot be deleted.
 *
 * @param id the permission's id
 */
public record PermissionDeleteRequest(@PermissionId UUID id) {}
