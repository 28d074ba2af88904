package warren.service.moderation;

import org.jdbi.v3.core.Handle;
import warren.contracts.moderation.UnbanUserRequest;
import warren.service.access.Bounds;
import warren.service.passwords.Throttle;
import warren.service.rpc.Call;
import warren.service.rpc.Handler;
import warren.service.store.Store;

/** Handles RequestUnbanUser. */
final class UnbanUser implements Handler.Command<UnbanUserRequest, Void> {
  private final Store store;
  private final Bounds bounds;
  private final Throttle throttle;
  private final BanDao dao = new BanDao();

  UnbanUser(Store store, Bounds bounds, Throttle throttle) {
    this.store = store;
    this.bounds = bounds;
    this.throttle = throttle;
  }

  @Override
  public Handler.Write<Void> prepare(Call<UnbanUserRequest> call) {
    return transaction -> unban(transaction, call);
  }

  private Handler.WriteResult<Void> unban(Handle transaction, Call<UnbanUserRequest> call) {
    var account = call.request().userId();
    var actor = call.principal().accountId();
    var names = bounds.lock(transaction, call.principal(), account);
    dao.lift(transaction, account, actor, call.request().reason(), store.now());
    throttle.clear(transaction, names);
    return Handler.WriteResult.ofAccount(account);
  }
}
