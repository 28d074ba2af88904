package warren.service.tokens;

import org.jdbi.v3.core.Handle;
import warren.contracts.tokens.TokenStatus;
import warren.contracts.tokens.TokenStatusRequest;
import warren.service.rpc.Authenticator;
import warren.service.rpc.Call;
import warren.service.rpc.Handler;

/** RequestTokenStatus. */
final class StatusOfToken implements Handler.Reads<TokenStatusRequest, TokenStatus> {
  private final Authenticator authenticator;

  StatusOfToken(Authenticator authenticator) {
    this.authenticator = authenticator;
  }

  @Override
  public TokenStatus handle(Call<TokenStatusRequest> call, Handle handle) {
    var given = call.request().token();
    return authenticator.status(handle, given == null ? call.token() : given.reveal());
  }
}
