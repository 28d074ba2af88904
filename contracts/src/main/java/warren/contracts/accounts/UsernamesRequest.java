package warren.contracts.accounts;

import java.util.List;
import java.util.UUID;
import warren.contracts.fields.AccountId;
import warren.contracts.fields.Limit;

/**
 * The request {@code RequestUsernames}.
 *
 * @param userIds the accounts' ids
 */
public record UsernamesRequest(@Limit(min = 0, max = 500) @AccountId List<UUID> userIds) {}
