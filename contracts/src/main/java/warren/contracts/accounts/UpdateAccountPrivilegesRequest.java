package warren.contracts.accounts;

import java.util.UUID;
import warren.contracts.OnAccount;
import warren.contracts.RoleReference;
import warren.contracts.fields.AccountId;
import warren.contracts.fields.Example;

/**
 * The request {@code UpdateAccountPrivileges}. The roles of its groups remain. The sender must be
 * allowed to manage the account and to assign the role.
 *
 * @param newRole the new role
 * @param userId the account's id
 */
public record UpdateAccountPrivilegesRequest(
    @Example("moderator") RoleReference newRole, @AccountId UUID userId) implements OnAccount {}
