package warren.service.tokens;

import warren.contracts.Catalogue;
import warren.contracts.tokens.InvalidateLoginTokenRequest;
import warren.contracts.tokens.PublicKeys;
import warren.contracts.tokens.PublicKeysRequest;
import warren.contracts.tokens.TokenInvalidation;
import warren.service.access.Roles;
import warren.service.config.Settings;
import warren.service.passwords.Credentials;
import warren.service.rpc.Handler;
import warren.service.rpc.Handlers;
import warren.service.store.Store;

/** The operations on tokens. */
public final class TokenOperations {
  private TokenOperations() {}

  /** Adds their handlers. */
  public static void addTo(
      Handlers handlers,
      Store store,
      Credentials credentials,
      SigningKeys keys,
      Roles roles,
      Settings.Tokens settings) {
    var sessions = new Sessions(store, keys, roles, settings);
    Handler.Answers<InvalidateLoginTokenRequest, TokenInvalidation> invalidate =
        call -> new TokenInvalidation(sessions.end(call.token()));
    Handler.Reads<PublicKeysRequest, PublicKeys> publicKeys =
        (call, handle) -> keys.publicKeys(handle);
    handlers
        .add(Catalogue.LOGIN_TOKEN, new LoginToken(store, credentials, sessions))
        .add(Catalogue.INVALIDATE_LOGIN_TOKEN, invalidate)
        .add(Catalogue.PUBLIC_KEYS, publicKeys);
  }
}
