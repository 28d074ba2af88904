package warren.service.tokens;

import warren.contracts.catalogue.TokenCatalogue;
import warren.contracts.tokens.PublicKeys;
import warren.contracts.tokens.PublicKeysRequest;
import warren.service.access.Bounds;
import warren.service.access.Roles;
import warren.service.accounts.Accounts;
import warren.service.config.Settings;
import warren.service.passwords.Logins;
import warren.service.rpc.AuditWriter;
import warren.service.rpc.Authenticator;
import warren.service.rpc.Handler;
import warren.service.rpc.Handlers;
import warren.service.sessions.Sessions;
import warren.service.store.Store;

/** Registers the operations on tokens. */
public final class TokenOperations {
  private TokenOperations() {}

  /** Adds the handlers of these operations. */
  public static void addTo(
      Handlers handlers,
      Store store,
      Logins logins,
      Sessions sessions,
      SigningKeys keys,
      Roles roles,
      AuditWriter audit,
      Settings.Tokens settings) {
    var tokens =
        new Tokens(store, keys, new Accounts(store, roles.definitions()), sessions, settings);
    Handler.Query<PublicKeysRequest, PublicKeys> publicKeys =
        (call, handle) -> keys.publicKeys(handle);
    handlers
        .add(TokenCatalogue.LOGIN_TOKEN, new LoginToken(logins, tokens))
        .add(TokenCatalogue.SESSION, new SessionProcedure(logins, tokens))
        .add(TokenCatalogue.TOKEN_REFRESH, new TokenRefresh(store, tokens))
        .add(
            TokenCatalogue.INVALIDATE_LOGIN_TOKEN, new InvalidateLoginToken(store, sessions, audit))
        .add(
            TokenCatalogue.INVALIDATE_ALL_TOKENS,
            new InvalidateAllTokens(store, new Bounds(roles), sessions))
        .add(
            TokenCatalogue.TOKEN_STATUS,
            new TokenStatusQuery(new Authenticator(store, roles.definitions())))
        .add(TokenCatalogue.PUBLIC_KEYS, publicKeys);
  }
}
