package warren.contracts.access;

import java.util.UUID;
import warren.contracts.fields.RoleId;

/**
 * The request {@code RequestRoleDelete}. The sender must be allowed to assign the role. A built-in
 * role cannot be deleted.
 *
 * @param id the role's id
 */
public record RoleDeleteRequest(@RoleId UUID id) {}
