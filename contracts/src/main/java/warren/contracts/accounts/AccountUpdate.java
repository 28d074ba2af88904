package warren.contracts.accounts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import warren.contracts.json.Example;

/**
 * An account after its change.
 *
 * @param username as it was entered
 * @param userEmail as it was entered
 * @param updatedAt when it was changed
 */
public record AccountUpdate(
    @Example("ada") String username,
    @Example("ada@example.org") @Nullable String userEmail,
    @Example("2026-01-31T12:00:00.123456Z") Instant updatedAt) {}
