package warren.contracts.accounts;

import java.util.List;
import java.util.UUID;
import warren.contracts.OnAccount;
import warren.contracts.fields.AccountId;
import warren.contracts.fields.Example;
import warren.contracts.fields.GroupList;

/**
 * The request {@code UpdateAccountGroups}. The sender must be allowed to manage the account, and to
 * assign the roles of each group that the account is not in yet.
 *
 * @param userId the account's id
 * @param groups the ids of all groups that the account is to be in
 */
public record UpdateAccountGroupsRequest(
    @AccountId UUID userId, @GroupList @Example("1") List<Long> groups) implements OnAccount {}
