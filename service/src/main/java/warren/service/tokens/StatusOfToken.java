package warren.service.tokens;

import java.time.OffsetDateTime;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.contracts.tokens.TokenStatus;
import warren.contracts.tokens.TokenStatusRequest;
import warren.service.access.Roles;
import warren.service.rpc.Authenticator;
import warren.service.rpc.Call;
import warren.service.rpc.Caller;
import warren.service.rpc.Handler;
import warren.service.store.Sha256;

/** RequestTokenStatus. */
final class StatusOfToken implements Handler.Reads<TokenStatusRequest, TokenStatus> {
  private final Authenticator authenticator;
  private final Roles roles;

  StatusOfToken(Authenticator authenticator, Roles roles) {
    this.authenticator = authenticator;
    this.roles = roles;
  }

  @Override
  public TokenStatus handle(Call<TokenStatusRequest> call, Handle handle) {
    var given = call.request().token();
    var token = given == null ? call.token() : given.reveal();
    return authenticator
        .standing(handle, token)
        .map(caller -> active(handle, caller, token))
        .orElse(TokenStatus.INACTIVE);
  }

  private TokenStatus active(Handle handle, Caller caller, @Nullable String token) {
    var id = caller.accountId();
    return handle
        .createQuery(
            """
            select username, least(session_token.expires_at, session.expires_at) as expires_at
            from session_token
            join session on session.id = session_id
            join account on account.id = account_id
            where session_token.hash = :hash
            """)
        .bind("hash", Sha256.of(String.valueOf(token)))
        .map(
            (row, context) ->
                new TokenStatus(
                    true,
                    id,
                    row.getString("username"),
                    roles.highest(handle, id).name(),
                    caller.level(),
                    caller.permissions(),
                    row.getObject("expires_at", OffsetDateTime.class).toInstant()))
        .one();
  }
}
