package warren.service.accounts;

import warren.contracts.Secret;

/**
 * The administrator that a new database begins with.
 *
 * @param username its name
 * @param password its password; generated, and to be shown once
 */
public record FirstAdministrator(String username, Secret password) {}
