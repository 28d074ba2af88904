package warren.contracts.accounts;

import java.util.List;
import java.util.UUID;
import warren.contracts.OnAccount;
import warren.contracts.RoleReference;
import warren.contracts.json.Example;
import warren.contracts.json.Limit;

/**
 * Gives an account these roles in place of all that it holds; those of its groups stay. Refused
 * with {@code unknown_account}, {@code unknown_role}, {@code last_administrator}; with {@code
 * forbidden} where the account, or a role that it doesn't hold yet, is out of the caller's reach.
 *
 * @param userId the account's id
 * @param roles all of its roles, 1 to 100
 */
public record UpdateAccountRolesRequest(
    @Example("019449c5-6f00-7000-8000-000000000002") UUID userId,
    @Limit(max = 100) @Example("moderator") List<RoleReference> roles)
    implements OnAccount {}
