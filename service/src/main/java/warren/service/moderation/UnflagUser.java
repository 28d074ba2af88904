package warren.service.moderation;

import warren.contracts.moderation.UnflagUserRequest;
import warren.service.access.Bounds;
import warren.service.rpc.Call;
import warren.service.rpc.Handler;

/** RequestUnflagUser. */
final class UnflagUser implements Handler.Writes<UnflagUserRequest, Void> {
  private final Bounds bounds;
  private final FlagDao dao = new FlagDao();

  UnflagUser(Bounds bounds) {
    this.bounds = bounds;
  }

  @Override
  public Handler.Write<Void> prepare(Call<UnflagUserRequest> call) {
    return transaction -> {
      var account = call.request().userId();
      bounds.lock(transaction, call.caller(), account);
      dao.delete(transaction, account);
      return Handler.Done.on(account);
    };
  }
}
