package warren.contracts.accounts;

import java.util.UUID;
import warren.contracts.OnAccount;
import warren.contracts.json.Example;

/**
 * Deletes an account: erases its personal data, ends its sessions and frees its names; its id stays
 * dead. Refused with {@code unknown_account}, {@code last_administrator}.
 *
 * @param userId the account's id
 */
public record AccountDeleteRequest(@Example("019449c5-6f00-7000-8000-000000000002") UUID userId)
    implements OnAccount {}
