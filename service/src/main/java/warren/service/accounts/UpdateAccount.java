package warren.service.accounts;

import java.util.UUID;
import org.jdbi.v3.core.Handle;
import warren.contracts.accounts.AccountUpdate;
import warren.contracts.accounts.UpdateAccountRequest;
import warren.service.access.Bounds;
import warren.service.identity.NameKey;
import warren.service.passwords.Throttle;
import warren.service.rpc.Call;
import warren.service.rpc.Handler;
import warren.service.store.Store;

/** Handles UpdateAccount. */
final class UpdateAccount implements Handler.Command<UpdateAccountRequest, AccountUpdate> {
  private final Store store;
  private final Bounds bounds;
  private final Throttle throttle;
  private final AccountDao dao = new AccountDao();

  UpdateAccount(Store store, Bounds bounds, Throttle throttle) {
    this.store = store;
    this.bounds = bounds;
    this.throttle = throttle;
  }

  @Override
  public Handler.Write<AccountUpdate> prepare(Call<UpdateAccountRequest> call) {
    var username = call.request().username();
    if (username != null) {
      NameKey.requireVisible("username", username);
    }
    var requested = call.request().userId();
    var account = requested == null ? call.principal().accountId() : requested;
    return transaction -> update(transaction, call, account);
  }

  private Handler.WriteResult<AccountUpdate> update(
      Handle transaction, Call<UpdateAccountRequest> call, UUID account) {
    var username = bounds.lock(transaction, call.principal(), account);
    var updated = dao.update(transaction, account, call.request(), store.now());
    // otherwise an attacker who can rename an account would restart the throttle with each name
    throttle.rename(transaction, username, updated.username());
    return Handler.WriteResult.ofAccount(account, updated);
  }
}
