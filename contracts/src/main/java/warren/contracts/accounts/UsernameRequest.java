package warren.contracts.accounts;

import java.util.UUID;
import warren.contracts.json.Example;

/**
 * Asks which username an id has. Refused with {@code unknown_account}.
 *
 * @param userId the account's id
 */
public record UsernameRequest(@Example("019449c5-6f00-7000-8000-000000000002") UUID userId) {}
