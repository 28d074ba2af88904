package warren.service.passwords;

import warren.contracts.catalogue.PasswordCatalogue;
import warren.service.access.Bounds;
import warren.service.access.Roles;
import warren.service.rpc.AuditWriter;
import warren.service.rpc.Handlers;
import warren.service.sessions.Sessions;
import warren.service.store.Store;

/** Registers the operations on passwords. */
public final class PasswordOperations {
  private PasswordOperations() {}

  /** Adds the handlers of these operations. */
  public static void addTo(
      Handlers handlers,
      Store store,
      Passwords passwords,
      Throttle throttle,
      Sessions sessions,
      Roles roles,
      AuditWriter audit) {
    var credentials = new Credentials(store, passwords.hasher(), throttle);
    handlers
        .add(
            PasswordCatalogue.ACCOUNT_PASSWORD_UPDATE,
            new AccountPasswordUpdate(store, passwords, credentials, throttle, sessions))
        .add(
            PasswordCatalogue.ACCOUNT_RESET,
            new AccountResetProcedure(store, passwords, new Bounds(roles), audit));
  }
}
