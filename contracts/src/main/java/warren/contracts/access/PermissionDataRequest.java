package warren.contracts.access;

import java.util.UUID;
import warren.contracts.json.Example;

/**
 * Asks for a permission. Refused with {@code unknown_permission}.
 *
 * @param id the permission's id
 */
public record PermissionDataRequest(@Example("019449c5-6f00-7000-8000-000000000004") UUID id) {}
