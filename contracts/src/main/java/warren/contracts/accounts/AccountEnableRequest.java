package warren.contracts.accounts;

import java.util.UUID;
import warren.contracts.OnAccount;
import warren.contracts.fields.AccountId;
import warren.contracts.fields.Example;

/**
 * The request {@code RequestAccountEnable}. Disabling an account ends its sessions.
 *
 * @param userId the account's id
 * @param enabled whether the account may log in
 */
public record AccountEnableRequest(@AccountId UUID userId, @Example("true") boolean enabled)
    implements OnAccount {}
