package warren.contracts.access;

import java.util.UUID;
import warren.contracts.json.Example;

/**
 * Asks for a role. Refused with {@code unknown_role}.
 *
 * @param id the role's id
 */
public record RoleDataRequest(@Example("019449c5-6f00-7000-8000-000000000003") UUID id) {}
