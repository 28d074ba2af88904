package warren.contracts.accounts;

import java.util.List;
import java.util.UUID;
import warren.contracts.OnAccount;
import warren.contracts.json.Example;
import warren.contracts.json.Limit;

/**
 * Makes an account a member of these groups and of no other. Refused with {@code unknown_account},
 * {@code unknown_group}; with {@code forbidden} where the account, or a role of a group that it
 * isn't in yet, is out of the caller's reach.
 *
 * @param userId the account's id
 * @param groups ids of all of its groups, at most 100
 */
public record UpdateAccountGroupsRequest(
    @Example("019449c5-6f00-7000-8000-000000000002") UUID userId,
    @Limit(min = 0, max = 100) @Example("1") List<Long> groups)
    implements OnAccount {}
