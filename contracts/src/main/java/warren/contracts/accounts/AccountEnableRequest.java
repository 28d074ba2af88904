package warren.contracts.accounts;

import java.util.UUID;
import warren.contracts.OnAccount;
import warren.contracts.json.Example;

/**
 * Says whether an account may log in; disabling it ends its sessions. Refused with {@code
 * unknown_account}, {@code last_administrator}.
 *
 * @param userId the account's id
 * @param enabled whether it may
 */
public record AccountEnableRequest(
    @Example("019449c5-6f00-7000-8000-000000000002") UUID userId, @Example("true") boolean enabled)
    implements OnAccount {}
