package warren.contracts.access;

import java.util.UUID;
import warren.contracts.fields.RoleId;

/**
 * The request {@code RequestRoleData}.
 *
 * @param id the role's id
 */
public record RoleDataRequest(@RoleId UUID id) {}
