package warren.service.tokens;

import org.jdbi.v3.core.Handle;
import warren.contracts.tokens.AllTokensInvalidation;
import warren.contracts.tokens.InvalidateAllTokensRequest;
import warren.service.access.Bounds;
import warren.service.rpc.Call;
import warren.service.rpc.Handler;
import warren.service.sessions.Sessions;
import warren.service.store.Store;

/** Handles RequestInvalidateAllTokens. */
final class InvalidateAllTokens
    implements Handler.Command<InvalidateAllTokensRequest, AllTokensInvalidation> {
  private final Store store;
  private final Bounds bounds;
  private final Sessions sessions;

  InvalidateAllTokens(Store store, Bounds bounds, Sessions sessions) {
    this.store = store;
    this.bounds = bounds;
    this.sessions = sessions;
  }

  @Override
  public Handler.Write<AllTokensInvalidation> prepare(Call<InvalidateAllTokensRequest> call) {
    return transaction -> end(transaction, call);
  }

  private Handler.WriteResult<AllTokensInvalidation> end(
      Handle transaction, Call<InvalidateAllTokensRequest> call) {
    var requested = call.request().userId();
    var account = requested == null ? call.principal().accountId() : requested;
    bounds.lock(transaction, call.principal(), account);
    var ended = sessions.endAll(transaction, account);
    return Handler.WriteResult.ofAccount(account, new AllTokensInvalidation(store.now(), ended));
  }
}
