package warren.service.accounts;

import java.util.UUID;
import org.jdbi.v3.core.Handle;
import warren.contracts.accounts.AccountDeleteRequest;
import warren.service.access.Bounds;
import warren.service.access.Roles;
import warren.service.identity.AccountNames;
import warren.service.passwords.Throttle;
import warren.service.rpc.Call;
import warren.service.rpc.Handler;
import warren.service.sessions.Sessions;
import warren.service.store.Store;

/** Handles RequestAccountDelete. */
final class AccountDelete implements Handler.Command<AccountDeleteRequest, Void> {
  private final Store store;
  private final Bounds bounds;
  private final Roles roles;
  private final Sessions sessions;
  private final Throttle throttle;
  private final ErasureDao dao = new ErasureDao();

  AccountDelete(Store store, Bounds bounds, Roles roles, Sessions sessions, Throttle throttle) {
    this.store = store;
    this.bounds = bounds;
    this.roles = roles;
    this.sessions = sessions;
    this.throttle = throttle;
  }

  @Override
  public Handler.Write<Void> prepare(Call<AccountDeleteRequest> call) {
    return transaction -> {
      var account = call.request().userId();
      var names = bounds.lock(transaction, call.principal(), account);
      roles.requireRemainingAdministrator(
          transaction, account, store.now(), () -> erase(transaction, account, names));
      return Handler.WriteResult.ofAccount(account);
    };
  }

  private void erase(Handle transaction, UUID account, AccountNames names) {
    throttle.clear(transaction, names);
    sessions.endAll(transaction, account);
    dao.erase(transaction, account, store.now());
  }
}
