package warren.service.accounts;

import warren.contracts.Catalogue;
import warren.service.access.Groups;
import warren.service.access.Roles;
import warren.service.config.Registration;
import warren.service.passwords.PasswordHasher;
import warren.service.passwords.PasswordPolicy;
import warren.service.rpc.Handlers;
import warren.service.store.Store;

/** The operations on accounts. */
public final class AccountOperations {
  private AccountOperations() {}

  /** Adds their handlers. */
  public static void addTo(
      Handlers handlers,
      Store store,
      Registration registration,
      PasswordHasher hasher,
      Roles roles,
      Groups groups) {
    handlers
        .add(
            Catalogue.ACCOUNT_CREATE,
            new AccountCreate(store, registration, new PasswordPolicy(), hasher, roles, groups))
        .add(Catalogue.ACCOUNT_DATA, new AccountData(store))
        .add(Catalogue.USERNAME, new UsernameOf());
  }
}
