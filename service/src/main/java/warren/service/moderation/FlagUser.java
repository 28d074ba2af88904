package warren.service.moderation;

import warren.contracts.moderation.FlagUserRequest;
import warren.service.access.Bounds;
import warren.service.rpc.Call;
import warren.service.rpc.Handler;
import warren.service.store.Store;

/** Handles RequestFlagUser. */
final class FlagUser implements Handler.Command<FlagUserRequest, Void> {
  private final Store store;
  private final Bounds bounds;
  private final FlagDao dao = new FlagDao();

  FlagUser(Store store, Bounds bounds) {
    this.store = store;
    this.bounds = bounds;
  }

  @Override
  public Handler.Write<Void> prepare(Call<FlagUserRequest> call) {
    return transaction -> {
      var account = call.request().userId();
      var actor = call.principal().accountId();
      bounds.lock(transaction, call.principal(), account);
      var now = store.now();
      dao.lift(transaction, account, actor, null, now);
      dao.insert(transaction, account, call.request().reason(), actor, now);
      return Handler.WriteResult.ofAccount(account);
    };
  }
}
