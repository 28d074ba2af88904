package warren.contracts.accounts;

import java.util.UUID;
import warren.contracts.OnAccount;
import warren.contracts.RoleReference;
import warren.contracts.json.Example;

/**
 * Gives an account one role in place of all that it holds; those of its groups stay. Refused with
 * {@code unknown_account}, {@code unknown_role}, {@code last_administrator}; with {@code forbidden}
 * where the account or the role is out of the caller's reach.
 *
 * @param newRole the role
 * @param userId the account's id
 */
public record UpdateAccountPrivilegesRequest(
    @Example("moderator") RoleReference newRole,
    @Example("019449c5-6f00-7000-8000-000000000002") UUID userId)
    implements OnAccount {}
