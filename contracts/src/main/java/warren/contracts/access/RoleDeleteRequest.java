package warren.contracts.access;

import java.util.UUID;
import warren.contracts.fields.RoleId;

/**
 * The request {@code RequestRoleDelete}. Refused with {@code forbidden} if the account may not
 * assign the role; with {@code in_use} if the role is built in, or if an account or a group holds
 * it.
 *
 * @param id the role's id
 */
public record RoleDeleteRequest(@RoleId UUID id) {}
