package warren.service.accounts;

import java.util.UUID;
import org.jdbi.v3.core.Handle;
import warren.contracts.accounts.AccountEnableRequest;
import warren.service.access.Bounds;
import warren.service.access.Roles;
import warren.service.rpc.Call;
import warren.service.rpc.Handler;
import warren.service.sessions.Sessions;
import warren.service.store.Store;

/** Handles RequestAccountEnable. */
final class AccountEnable implements Handler.Command<AccountEnableRequest, Void> {
  private final Store store;
  private final Bounds bounds;
  private final Roles roles;
  private final Sessions sessions;
  private final AccountDao dao = new AccountDao();

  AccountEnable(Store store, Bounds bounds, Roles roles, Sessions sessions) {
    this.store = store;
    this.bounds = bounds;
    this.roles = roles;
    this.sessions = sessions;
  }

  @Override
  public Handler.Write<Void> prepare(Call<AccountEnableRequest> call) {
    return transaction -> {
      var account = call.request().userId();
      bounds.lock(transaction, call.principal(), account);
      if (call.request().enabled()) {
        dao.enable(transaction, account, true, store.now());
      } else {
        disable(transaction, account);
      }
      return Handler.WriteResult.ofAccount(account);
    };
  }

  private void disable(Handle transaction, UUID account) {
    var now = store.now();
    roles.requireRemainingAdministrator(
        transaction, account, now, () -> dao.enable(transaction, account, false, now));
    sessions.endAll(transaction, account);
  }
}
