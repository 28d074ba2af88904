package warren.contracts.accounts;

import java.util.Map;
import java.util.UUID;

/**
 * The names of accounts.
 *
 * @param usernames each as it was entered, by the account's id; an unknown id is left out
 */
public record UsernamesById(Map<UUID, String> usernames) {}
