package warren.service.tokens;

import warren.contracts.Secret;
import warren.contracts.tokens.LoginTokenRequest;
import warren.service.passwords.Logins;
import warren.service.rpc.Call;
import warren.service.rpc.Handler;

/** Handles RequestLoginToken. */
final class LoginToken implements Handler.Procedure<LoginTokenRequest, Secret> {
  private final Logins logins;
  private final Tokens tokens;

  LoginToken(Logins logins, Tokens tokens) {
    this.logins = logins;
    this.tokens = tokens;
  }

  @Override
  public boolean hashesPasswords() {
    return true;
  }

  @Override
  public Secret handle(Call<LoginTokenRequest> call) {
    var request = call.request();
    return logins.logIn(
        call.context(),
        request.username(),
        request.userEmail(),
        request.password(),
        (transaction, account) -> Secret.of(tokens.issue(transaction, account, request.ttl())));
  }
}
