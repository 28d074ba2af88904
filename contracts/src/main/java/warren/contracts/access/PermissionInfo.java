package warren.contracts.access;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.fields.Example;
import warren.contracts.fields.PermissionId;
import warren.contracts.fields.Timestamp;

/**
 * A permission.
 *
 * @param id the permission's id
 * @param name the permission's name, as entered
 * @param description the purpose of the permission
 * @param createdAt the time of creation
 * @param updatedAt the time of the last change
 */
public record PermissionInfo(
    @PermissionId UUID id,
    @Example("CAN_LEND_BOOKS") String name,
    @Example("Lend books") @Nullable String description,
    @Timestamp Instant createdAt,
    @Timestamp Instant updatedAt) {}
