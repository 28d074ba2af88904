package warren.contracts.accounts;

import warren.contracts.json.Example;

/**
 * An account's name.
 *
 * @param username as it was entered
 */
public record Username(@Example("ada") String username) {}
