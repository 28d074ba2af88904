package warren.contracts.accounts;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;
import warren.contracts.json.Example;

/**
 * Confirms a new account.
 *
 * @param userId its id; on the wire {@code user-id}, with a hyphen, as the original API has it
 * @param createdAt when it was made
 * @param enabled whether it may log in; false until somebody enables it where registration is by
 *     approval
 */
public record AccountCreation(
    @JsonProperty("user-id") @Example("019449c5-6f00-7000-8000-000000000002") UUID userId,
    @Example("2026-01-31T12:00:00.123456Z") Instant createdAt,
    @Example("true") boolean enabled) {}
