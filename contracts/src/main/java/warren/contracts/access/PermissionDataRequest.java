package warren.contracts.access;

import java.util.UUID;
import warren.contracts.fields.PermissionId;

/**
 * The request {@code RequestPermissionData}.
 *
 * @param id the permission's id
 */
public record PermissionDataRequest(@PermissionId UUID id) {}
