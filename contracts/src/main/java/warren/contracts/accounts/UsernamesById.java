package warren.contracts.accounts;

import java.util.Map;
import java.util.UUID;

/**
 * The user names of accounts.
 *
 * @param usernames the user names, as entered, by account id; unknown ids are omitted
 */
public record UsernamesById(Map<UUID, String> usernames) {}
