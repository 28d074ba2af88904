package warren.contracts.access;

import java.util.UUID;
import warren.contracts.fields.PermissionId;

/**
 * The request {@code RequestPermissionDelete}. Refused with {@code forbidden} if the account does
 * not have the permission itself; with {@code in_use} if the permission is built in, or if a role
 * other than {@code admin} has it.
 *
 * @param id the permission's id
 */
public record PermissionDeleteRequest(@PermissionId UUID id) {}
