package warren.contracts.access;

import java.util.UUID;
import warren.contracts.json.Example;

/**
 * Deletes a permission. Refused with {@code unknown_permission}; with {@code forbidden} where the
 * caller doesn't hold it; with {@code in_use} where it is built in, or a role other than {@code
 * admin} has it.
 *
 * @param id the permission's id
 */
public record PermissionDeleteRequest(@Example("019449c5-6f00-7000-8000-000000000004") UUID id) {}
