package warren.client;

import java.util.concurrent.CompletableFuture;
import warren.contracts.Secret;
import warren.contracts.catalogue.TokenCatalogue;
import warren.contracts.tokens.AllTokensInvalidation;
import warren.contracts.tokens.InvalidateAllTokensRequest;
import warren.contracts.tokens.InvalidateLoginTokenRequest;
import warren.contracts.tokens.LoginTokenRequest;
import warren.contracts.tokens.PublicKeys;
import warren.contracts.tokens.PublicKeysRequest;
import warren.contracts.tokens.Session;
import warren.contracts.tokens.SessionRequest;
import warren.contracts.tokens.TokenInvalidation;
import warren.contracts.tokens.TokenRefreshRequest;
import warren.contracts.tokens.TokenStatus;
import warren.contracts.tokens.TokenStatusRequest;

/** Sessions and tokens. {@link Caller} describes the exceptions. Immutable. */
public final class TokenCalls {
  private final Caller caller;

  TokenCalls(Caller caller) {
    this.caller = caller;
  }

  /**
   * Logs in with a user name or an e-mail address and a password; returns an access token (JWT):
   * {@code RequestLoginToken}.
   */
  public Secret login(LoginTokenRequest request) {
    return caller.call(TokenCatalogue.LOGIN_TOKEN, request);
  }

  /** The same as {@link #login}, without waiting. */
  public CompletableFuture<Secret> loginAsync(LoginTokenRequest request) {
    return caller.callAsync(TokenCatalogue.LOGIN_TOKEN, request);
  }

  /**
   * Logs in with a user name or an e-mail address and a password; returns an access token and a
   * refresh token: {@code RequestSession}.
   */
  public Session session(SessionRequest request) {
    return caller.call(TokenCatalogue.SESSION, request);
  }

  /** The same as {@link #session}, without waiting. */
  public CompletableFuture<Session> sessionAsync(SessionRequest request) {
    return caller.callAsync(TokenCatalogue.SESSION, request);
  }

  /**
   * Exchanges a refresh token for the next access token and refresh token of its session: {@code
   * RequestTokenRefresh}.
   */
  public Session refresh(TokenRefreshRequest request) {
    return caller.call(TokenCatalogue.TOKEN_REFRESH, request);
  }

  /** The same as {@link #refresh}, without waiting. */
  public CompletableFuture<Session> refreshAsync(TokenRefreshRequest request) {
    return caller.callAsync(TokenCatalogue.TOKEN_REFRESH, request);
  }

  /**
   * Ends the session of a token; succeeds for every token, also an invalid one: {@code
   * RequestInvalidateLoginToken}.
   */
  public TokenInvalidation invalidate(InvalidateLoginTokenRequest request) {
    return caller.call(TokenCatalogue.INVALIDATE_LOGIN_TOKEN, request);
  }

  /** The same as {@link #invalidate}, without waiting. */
  public CompletableFuture<TokenInvalidation> invalidateAsync(InvalidateLoginTokenRequest request) {
    return caller.callAsync(TokenCatalogue.INVALIDATE_LOGIN_TOKEN, request);
  }

  /**
   * Ends all sessions of one's own account or of another account: {@code
   * RequestInvalidateAllTokens}.
   */
  public AllTokensInvalidation invalidateAll(InvalidateAllTokensRequest request) {
    return caller.call(TokenCatalogue.INVALIDATE_ALL_TOKENS, request);
  }

  /** The same as {@link #invalidateAll}, without waiting. */
  public CompletableFuture<AllTokensInvalidation> invalidateAllAsync(
      InvalidateAllTokensRequest request) {
    return caller.callAsync(TokenCatalogue.INVALIDATE_ALL_TOKENS, request);
  }

  /**
   * Reports whether a token is active, with the role and the permissions of its account: {@code
   * RequestTokenStatus}.
   */
  public TokenStatus status(TokenStatusRequest request) {
    return caller.call(TokenCatalogue.TOKEN_STATUS, request);
  }

  /** The same as {@link #status}, without waiting. */
  public CompletableFuture<TokenStatus> statusAsync(TokenStatusRequest request) {
    return caller.callAsync(TokenCatalogue.TOKEN_STATUS, request);
  }

  /** Returns the public keys that verify tokens, as a JWKS: {@code RequestPublicKeys}. */
  public PublicKeys publicKeys() {
    return caller.call(TokenCatalogue.PUBLIC_KEYS, new PublicKeysRequest());
  }

  /** The same as {@link #publicKeys}, without waiting. */
  public CompletableFuture<PublicKeys> publicKeysAsync() {
    return caller.callAsync(TokenCatalogue.PUBLIC_KEYS, new PublicKeysRequest());
  }
}
