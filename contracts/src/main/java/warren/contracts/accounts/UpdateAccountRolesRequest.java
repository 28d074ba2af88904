package warren.contracts.accounts;

import java.util.List;
import java.util.UUID;
import warren.contracts.OnAccount;
import warren.contracts.RoleReference;
import warren.contracts.fields.AccountId;
import warren.contracts.fields.Example;
import warren.contracts.fields.Limit;

/**
 * The request {@code UpdateAccountRoles}. The roles of its groups remain. The sender must be
 * allowed to manage the account, and to assign each role that the account does not hold yet.
 *
 * @param userId the account's id
 * @param roles all roles that the account is to hold
 */
public record UpdateAccountRolesRequest(
    @AccountId UUID userId, @Limit(max = 100) @Example("moderator") List<RoleReference> roles)
    implements OnAccount {}
