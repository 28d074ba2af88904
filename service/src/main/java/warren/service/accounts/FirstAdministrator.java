package warren.service.accounts;

import warren.contracts.Secret;

/**
 * The administrator of a new database.
 *
 * @param username its user name
 * @param password its generated password, which is shown once
 */
public record FirstAdministrator(String username, Secret password) {}
