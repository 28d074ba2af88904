package warren.service.accounts;

import org.jdbi.v3.core.Handle;
import warren.contracts.accounts.UpdateAccountGroupsRequest;
import warren.service.access.Bounds;
import warren.service.access.Groups;
import warren.service.access.Roles;
import warren.service.rpc.Call;
import warren.service.rpc.Handler;
import warren.service.store.Store;

/** Handles UpdateAccountGroups. */
final class UpdateAccountGroups implements Handler.Command<UpdateAccountGroupsRequest, Void> {
  private final Store store;
  private final Bounds bounds;
  private final Groups groups;
  private final AccountDao dao = new AccountDao();

  UpdateAccountGroups(Store store, Bounds bounds, Roles roles) {
    this.store = store;
    this.bounds = bounds;
    this.groups = new Groups(roles);
  }

  @Override
  public Handler.Write<Void> prepare(Call<UpdateAccountGroupsRequest> call) {
    return transaction -> update(transaction, call);
  }

  private Handler.WriteResult<Void> update(
      Handle transaction, Call<UpdateAccountGroupsRequest> call) {
    var account = call.request().userId();
    bounds.lock(transaction, call.principal(), account);
    groups.replace(transaction, call.principal(), account, call.request().groups());
    dao.touch(transaction, account, store.now());
    return Handler.WriteResult.ofAccount(account);
  }
}
