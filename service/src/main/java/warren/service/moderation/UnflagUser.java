package warren.service.moderation;

import warren.contracts.moderation.UnflagUserRequest;
import warren.service.access.Bounds;
import warren.service.rpc.Call;
import warren.service.rpc.Handler;
import warren.service.store.Store;

/** Handles RequestUnflagUser. */
final class UnflagUser implements Handler.Command<UnflagUserRequest, Void> {
  private final Store store;
  private final Bounds bounds;
  private final FlagDao dao = new FlagDao();

  UnflagUser(Store store, Bounds bounds) {
    this.store = store;
    this.bounds = bounds;
  }

  @Override
  public Handler.Write<Void> prepare(Call<UnflagUserRequest> call) {
    return transaction -> {
      var account = call.request().userId();
      var actor = call.principal().accountId();
      bounds.lock(transaction, call.principal(), account);
      dao.lift(transaction, account, actor, call.request().reason(), store.now());
      return Handler.WriteResult.ofAccount(account);
    };
  }
}
