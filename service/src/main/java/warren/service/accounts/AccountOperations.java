package warren.service.accounts;

import warren.contracts.accounts.UpdateAccountPrivilegesRequest;
import warren.contracts.accounts.UpdateAccountRolesRequest;
import warren.contracts.catalogue.AccountCatalogue;
import warren.service.access.Bounds;
import warren.service.access.Roles;
import warren.service.config.MacKey;
import warren.service.config.Registration;
import warren.service.config.Settings;
import warren.service.passwords.Passwords;
import warren.service.passwords.Throttle;
import warren.service.rpc.Handler;
import warren.service.rpc.Handlers;
import warren.service.sessions.Sessions;
import warren.service.store.Store;

/** Registers the operations on accounts. */
public final class AccountOperations {
  private AccountOperations() {}

  /** Adds the handlers of these operations. */
  public static void addTo(
      Handlers handlers,
      Store store,
      Settings settings,
      MacKey macKey,
      Passwords passwords,
      Throttle throttle,
      Sessions sessions,
      Roles roles) {
    var bounds = new Bounds(roles);
    var limit = new CreationLimit(store, settings.creation().limit(), macKey);
    addCreation(handlers, store, settings, limit, passwords, roles);
    addUpdates(handlers, store, settings, bounds, throttle, limit, roles);
    handlers
        .add(AccountCatalogue.ACCOUNT_ENABLE, new AccountEnable(store, bounds, roles, sessions))
        .add(
            AccountCatalogue.ACCOUNT_DELETE,
            new AccountDelete(store, bounds, roles, sessions, throttle))
        .add(AccountCatalogue.ACCOUNT_DATA, new AccountData(store, roles.definitions()))
        .add(AccountCatalogue.ALL_ACCOUNTS, new AllAccountsQuery(store, roles))
        .add(AccountCatalogue.USERNAME, new UsernameQuery(store))
        .add(AccountCatalogue.USERNAMES, new UsernamesQuery());
  }

  private static void addCreation(
      Handlers handlers,
      Store store,
      Settings settings,
      CreationLimit limit,
      Passwords passwords,
      Roles roles) {
    var creation = settings.creation();
    var byApproval =
        new AccountCreate(store, Registration.APPROVAL, creation, limit, passwords, roles);
    handlers
        .add(
            AccountCatalogue.ACCOUNT_CREATE,
            new AccountCreate(store, settings.registration(), creation, limit, passwords, roles))
        .add(AccountCatalogue.SIGN_UP, new SignUp(settings.registration(), byApproval));
  }

  private static void addUpdates(
      Handlers handlers,
      Store store,
      Settings settings,
      Bounds bounds,
      Throttle throttle,
      CreationLimit limit,
      Roles roles) {
    var lookAlikes = new LookAlikes(settings.creation().usernameScripts());
    var updateRoles = new UpdateAccountRoles(store, bounds, roles);
    Handler.Command<UpdateAccountPrivilegesRequest, Void> privileges = updateRoles::replaceByOne;
    Handler.Command<UpdateAccountRolesRequest, Void> replaceRoles = updateRoles::replace;
    handlers
        .add(
            AccountCatalogue.UPDATE_ACCOUNT,
            new UpdateAccount(store, bounds, throttle, limit, lookAlikes))
        .add(AccountCatalogue.UPDATE_ACCOUNT_PRIVILEGES, privileges)
        .add(AccountCatalogue.UPDATE_ACCOUNT_ROLES, replaceRoles)
        .add(AccountCatalogue.UPDATE_ACCOUNT_GROUPS, new UpdateAccountGroups(store, bounds, roles));
  }
}
