package warren.contracts.access;

import java.util.UUID;
import warren.contracts.json.Example;

/**
 * Deletes a role. Refused with {@code unknown_role}; with {@code forbidden} where the caller may
 * not give it; with {@code in_use} where it is built in, or an account or a group holds it.
 *
 * @param id the role's id
 */
public record RoleDeleteRequest(@Example("019449c5-6f00-7000-8000-000000000003") UUID id) {}
