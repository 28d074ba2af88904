package warren.contracts.access;

import java.util.UUID;
import warren.contracts.fields.RoleId;

/**
 * The request {@code RequestRoleDelete}. The role's level must be below the sender's own level,
 * unless the sender has the role {@code admin}, and the sender must have each of the role's
 * permissions. A built-in role cannot be deleted.
 *
 * @param id the role's id
 */
public record RoleDeleteRequest(@RoleId UUID id) {}
