package warren.service.tokens;

import warren.contracts.tokens.Session;
import warren.contracts.tokens.SessionRequest;
import warren.service.passwords.Logins;
import warren.service.rpc.Call;
import warren.service.rpc.Handler;

/** Handles RequestSession. */
final class SessionProcedure implements Handler.Procedure<SessionRequest, Session> {
  private final Logins logins;
  private final Tokens tokens;

  SessionProcedure(Logins logins, Tokens tokens) {
    this.logins = logins;
    this.tokens = tokens;
  }

  @Override
  public boolean hashesPasswords() {
    return true;
  }

  @Override
  public Session handle(Call<SessionRequest> call) {
    var request = call.request();
    return logins.logIn(
        call.context(),
        request.username(),
        request.userEmail(),
        request.password(),
        (transaction, account) -> tokens.open(transaction, account, request.ttl()));
  }
}
