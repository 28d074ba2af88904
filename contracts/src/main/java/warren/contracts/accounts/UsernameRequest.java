package warren.contracts.accounts;

import java.util.UUID;
import warren.contracts.fields.AccountId;

/**
 * The request {@code RequestUsername}.
 *
 * @param userId the account's id
 */
public record UsernameRequest(@AccountId UUID userId) {}
