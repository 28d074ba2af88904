package warren.service.accounts;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import warren.contracts.RefusedException;
import warren.contracts.Secret;
import warren.service.access.Roles;
import warren.service.accounts.AccountDao.NewAccount;
import warren.service.config.Key;
import warren.service.config.Settings;
import warren.service.config.StartException;
import warren.service.passwords.Passwords;
import warren.service.store.Ids;
import warren.service.store.Store;

/**
 * The administrator that a new database begins with.
 *
 * @param username its name
 * @param password its password; generated, and to be shown once
 */
public record FirstAdministrator(String username, Secret password) {

  /**
   * Makes the first administrator unless one has ever been made.
   *
   * @return it, if its password was generated just now
   */
  public static Optional<FirstAdministrator> ensure(
      Store store, Settings.Administrator settings, Passwords passwords, Roles roles) {
    if (store.read(roles::administratorExists)) {
      return Optional.empty();
    }
    var given = !settings.password().reveal().isEmpty();
    var password = given ? settings.password() : passwords.random();
    var hash = hash(passwords, settings.username(), password);
    var created = store.write(tx -> create(tx, store, settings.username(), hash, roles));
    return created && !given
        ? Optional.of(new FirstAdministrator(settings.username(), password))
        : Optional.empty();
  }

  private static String hash(Passwords passwords, String username, Secret password) {
    try {
      return passwords.hash("password", password, username, null);
    } catch (RefusedException e) {
      throw new StartException(
          Key.ADMIN_PASSWORD.variable() + " can't be used: " + e.refusal().fields(), e);
    }
  }

  private static boolean create(
      Handle transaction, Store store, String username, String hash, Roles roles) {
    var role = roles.lockAdministrator(transaction);
    if (roles.administratorExists(transaction)) {
      return false; // another process was first
    }
    var now = store.now();
    var account = new NewAccount(Ids.next(), username, null, null, null, hash, true, now);
    if (!new AccountDao().insert(transaction, account)) {
      throw new StartException(
          "The first administrator can't be called %s: that account exists and is none."
              .formatted(username),
          null);
    }
    roles.give(transaction, account.id(), role);
    return true;
  }
}
