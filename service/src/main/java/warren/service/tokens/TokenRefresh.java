package warren.service.tokens;

import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;
import warren.contracts.tokens.Session;
import warren.contracts.tokens.TokenRefreshRequest;
import warren.service.rpc.AuthenticationFailedException;
import warren.service.rpc.Call;
import warren.service.rpc.Handler;
import warren.service.store.Store;

/** Handles RequestTokenRefresh. */
final class TokenRefresh implements Handler.Procedure<TokenRefreshRequest, Session> {
  private final Store store;
  private final Tokens tokens;

  TokenRefresh(Store store, Tokens tokens) {
    this.store = store;
    this.tokens = tokens;
  }

  @Override
  public Session handle(Call<TokenRefreshRequest> call) {
    // refuses after the commit, because the reuse of a token ends its session
    var exchange =
        store
            .write(transaction -> tokens.refresh(transaction, call.request().refreshToken()))
            .orElseThrow(() -> new RefusedException(ErrorCode.UNAUTHENTICATED));
    var session = exchange.session();
    if (session == null) {
      throw AuthenticationFailedException.forAccount(
          exchange.accountId(), ErrorCode.UNAUTHENTICATED.refusal());
    }
    return session;
  }
}
