package warren.contracts.accounts;

import warren.contracts.fields.Example;

/**
 * The user name of an account.
 *
 * @param username the user name, as entered
 */
public record Username(@Example("ada") String username) {}
