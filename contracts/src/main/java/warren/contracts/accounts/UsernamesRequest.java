package warren.contracts.accounts;

import java.util.List;
import java.util.UUID;
import warren.contracts.json.Example;
import warren.contracts.json.Limit;

/**
 * Asks which usernames ids have.
 *
 * @param userIds the accounts' ids, at most 500
 */
public record UsernamesRequest(
    @Limit(min = 0, max = 500) @Example("019449c5-6f00-7000-8000-000000000002")
        List<UUID> userIds) {}
