package warren.service.passwords;

import warren.contracts.catalogue.PasswordCatalogue;
import warren.service.access.Bounds;
import warren.service.access.Roles;
import warren.service.rpc.AuditWriter;
import warren.service.rpc.Handlers;
import warren.service.sessions.Sessions;
import warren.service.store.Store;

/** The operations on passwords. */
public final class PasswordOperations {
  private PasswordOperations() {}

  /** Adds their handlers. */
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
            new PasswordUpdate(store, passwords, credentials, throttle, sessions))
        .add(
            PasswordCatalogue.ACCOUNT_RESET,
            new PasswordReset(store, passwords, throttle, new Bounds(roles), audit));
  }
}
