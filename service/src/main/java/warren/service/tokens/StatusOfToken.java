package warren.service.tokens;

import warren.contracts.tokens.TokenStatus;
import warren.contracts.tokens.TokenStatusRequest;
import warren.service.rpc.Authenticator;
import warren.service.rpc.Call;
import warren.service.rpc.Handler;

/** RequestTokenStatus. */
final class StatusOfToken implements Handler.Looks<TokenStatusRequest, TokenStatus> {
  private final Authenticator authenticator;

  StatusOfToken(Authenticator authenticator) {
    this.authenticator = authenticator;
  }

  @Override
  public TokenStatus handle(Call<TokenStatusRequest> call) {
    var given = call.request().token();
    return authenticator.status(given == null ? call.token() : given.reveal());
  }
}
