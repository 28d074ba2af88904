package warren.contracts.access;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.json.Example;

/**
 * A permission.
 *
 * @param id its id
 * @param name as it was entered
 * @param description what a holder may do
 * @param createdAt when it was made
 * @param updatedAt when it was last changed
 */
public record PermissionInfo(
    @Example("019449c5-6f00-7000-8000-000000000004") UUID id,
    @Example("CAN_LEND_BOOKS") String name,
    @Example("Lend books") @Nullable String description,
    @Example("2026-01-31T12:00:00.123456Z") Instant createdAt,
    @Example("2026-01-31T12:00:00.123456Z") Instant updatedAt) {}
