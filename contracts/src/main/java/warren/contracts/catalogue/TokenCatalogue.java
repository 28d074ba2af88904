package warren.contracts.catalogue;

import static warren.contracts.ErrorCode.BAD_CREDENTIALS;
import static warren.contracts.ErrorCode.BANNED;
import static warren.contracts.ErrorCode.NOT_ENABLED;
import static warren.contracts.ErrorCode.THROTTLED;
import static warren.contracts.ErrorCode.UNAUTHENTICATED;
import static warren.contracts.ErrorCode.UNKNOWN_ACCOUNT;
import static warren.contracts.Permission.CAN_REVOKE_TOKENS;
import static warren.contracts.catalogue.Feature.TOKENS;
import static warren.contracts.events.EventType.SESSION_REVOKED;

import java.util.List;
import warren.contracts.Secret;
import warren.contracts.catalogue.Access.Anyone;
import warren.contracts.catalogue.Access.SelfOr;
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

/** The operations on sessions and tokens. */
public final class TokenCatalogue {
  public static final Operation<LoginTokenRequest, Secret> LOGIN_TOKEN =
      TOKENS
          .request("RequestLoginToken", LoginTokenRequest.class)
          .reply("ReturnAuthenticationToken", Secret.class)
          .summary(
              "Logs in with a user name or an e-mail address and a password; returns an access token (JWT).")
          .access(new Anyone())
          .refusals(BAD_CREDENTIALS, BANNED, NOT_ENABLED, THROTTLED)
          .repeatable();

  public static final Operation<SessionRequest, Session> SESSION =
      TOKENS
          .request("RequestSession", SessionRequest.class)
          .reply("ReturnSession", Session.class)
          .summary(
              "Logs in with a user name or an e-mail address and a password; returns an access token and a refresh token.")
          .access(new Anyone())
          .refusals(BAD_CREDENTIALS, BANNED, NOT_ENABLED, THROTTLED)
          .repeatable();

  public static final Operation<TokenRefreshRequest, Session> TOKEN_REFRESH =
      TOKENS
          .request("RequestTokenRefresh", TokenRefreshRequest.class)
          .reply("ReturnSession", Session.class)
          .summary(
              "Exchanges a refresh token for the next access token and refresh token of its session.")
          .access(new Anyone())
          .refusals(UNAUTHENTICATED)
          .repeatable();

  public static final Operation<InvalidateLoginTokenRequest, TokenInvalidation>
      INVALIDATE_LOGIN_TOKEN =
          TOKENS
              .request("RequestInvalidateLoginToken", InvalidateLoginTokenRequest.class)
              .reply("ConfirmInvalidateToken", TokenInvalidation.class)
              .summary(
                  "Ends the session of a token; succeeds for every token, also an invalid one.")
              .access(new Anyone())
              .repeatable(SESSION_REVOKED);

  public static final Operation<InvalidateAllTokensRequest, AllTokensInvalidation>
      INVALIDATE_ALL_TOKENS =
          TOKENS
              .request("RequestInvalidateAllTokens", InvalidateAllTokensRequest.class)
              .reply("ConfirmInvalidateToken", AllTokensInvalidation.class)
              .summary("Ends all sessions of one's own account or of another account.")
              .access(new SelfOr(CAN_REVOKE_TOKENS))
              .refusals(UNKNOWN_ACCOUNT)
              .idempotent(SESSION_REVOKED);

  public static final Operation<TokenStatusRequest, TokenStatus> TOKEN_STATUS =
      TOKENS
          .request("RequestTokenStatus", TokenStatusRequest.class)
          .reply("ReturnTokenStatus", TokenStatus.class)
          .summary(
              "Reports whether a token is active, with the role and the permissions of its account.")
          .access(new Anyone())
          .read();

  public static final Operation<PublicKeysRequest, PublicKeys> PUBLIC_KEYS =
      TOKENS
          .request("RequestPublicKeys", PublicKeysRequest.class)
          .reply("ReturnPublicKeys", PublicKeys.class)
          .summary("Returns the public keys that verify tokens, as a JWKS.")
          .access(new Anyone())
          .read();

  static final List<Operation<?, ?>> OPERATIONS =
      List.of(
          LOGIN_TOKEN,
          SESSION,
          TOKEN_REFRESH,
          INVALIDATE_LOGIN_TOKEN,
          INVALIDATE_ALL_TOKENS,
          TOKEN_STATUS,
          PUBLIC_KEYS);

  private TokenCatalogue() {}
}
