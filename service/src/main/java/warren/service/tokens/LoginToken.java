package warren.service.tokens;

import warren.contracts.tokens.LoginTokenRequest;
import warren.service.passwords.Credentials;
import warren.service.rpc.Call;
import warren.service.rpc.Handler;
import warren.service.store.Store;

/** RequestLoginToken. */
final class LoginToken implements Handler.Answers<LoginTokenRequest, String> {
  private final Store store;
  private final Credentials credentials;
  private final Sessions sessions;

  LoginToken(Store store, Credentials credentials, Sessions sessions) {
    this.store = store;
    this.credentials = credentials;
    this.sessions = sessions;
  }

  @Override
  public boolean hashes() {
    return true;
  }

  @Override
  public String handle(Call<LoginTokenRequest> call) {
    var request = call.request();
    var verified = credentials.verify(request.username(), request.password());
    return store.write(
        transaction ->
            sessions.open(transaction, credentials.logIn(transaction, verified), request.ttl()));
  }
}
