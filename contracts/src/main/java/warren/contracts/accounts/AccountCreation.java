package warren.contracts.accounts;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;
import warren.contracts.fields.AccountId;
import warren.contracts.fields.Example;
import warren.contracts.fields.Timestamp;

/**
 * Confirms the creation of an account.
 *
 * @param userId the account's id; named {@code user-id} in JSON, with a hyphen, as in the original
 *     API
 * @param createdAt the time of creation
 * @param enabled whether the account may log in; false until it is enabled if registration requires
 *     approval
 */
public record AccountCreation(
    @JsonProperty("user-id") @AccountId UUID userId,
    @Timestamp Instant createdAt,
    @Example("true") boolean enabled) {}
