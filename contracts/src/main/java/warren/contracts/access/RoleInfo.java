package warren.contracts.access;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.accounts.AccountInfo;
import warren.contracts.json.Example;

/**
 * A role.
 *
 * @param id its id
 * @param name as it was entered
 * @param level 0 to 20
 * @param description what it is for
 * @param permissions what its holders may do, by name
 * @param createdAt when it was made
 * @param updatedAt when it was last changed
 */
public record RoleInfo(
    @Example("019449c5-6f00-7000-8000-000000000003") UUID id,
    @Example("librarian") String name,
    @Example("5") int level,
    @Example("Keeps the books") @Nullable String description,
    List<AccountInfo.Permission> permissions,
    @Example("2026-01-31T12:00:00.123456Z") Instant createdAt,
    @Example("2026-01-31T12:00:00.123456Z") Instant updatedAt) {}
