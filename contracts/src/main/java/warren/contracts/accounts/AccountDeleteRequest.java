package warren.contracts.accounts;

import java.util.UUID;
import warren.contracts.OnAccount;
import warren.contracts.fields.AccountId;

/**
 * The request {@code RequestAccountDelete}. Erases the personal data, ends the sessions and
 * releases the user name and the e-mail address. The id is never used again.
 *
 * @param userId the account's id
 */
public record AccountDeleteRequest(@AccountId UUID userId) implements OnAccount {}
