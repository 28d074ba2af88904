package warren.service.tokens;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import warren.contracts.events.EventType;
import warren.contracts.tokens.InvalidateLoginTokenRequest;
import warren.contracts.tokens.TokenInvalidation;
import warren.service.rpc.AuditWriter;
import warren.service.rpc.Call;
import warren.service.rpc.Handler;
import warren.service.sessions.Sessions;
import warren.service.store.Store;

/** Handles RequestInvalidateLoginToken. */
final class InvalidateLoginToken
    implements Handler.Procedure<InvalidateLoginTokenRequest, TokenInvalidation> {
  private final Store store;
  private final Sessions sessions;
  private final AuditWriter audit;

  InvalidateLoginToken(Store store, Sessions sessions, AuditWriter audit) {
    this.store = store;
    this.sessions = sessions;
    this.audit = audit;
  }

  @Override
  public TokenInvalidation handle(Call<InvalidateLoginTokenRequest> call) {
    var now = store.now();
    return store.write(
        transaction -> {
          end(transaction, call, now).ifPresent(account -> audit(transaction, call, account));
          return new TokenInvalidation(now);
        });
  }

  private void audit(Handle transaction, Call<?> call, UUID account) {
    audit.recordSuccess(
        transaction,
        call.context(),
        account,
        Handler.WriteResult.ofAccount(account),
        EventType.SESSION_REVOKED);
  }

  /** Ends the session of the token; returns its account, if the session was active. */
  private Optional<UUID> end(
      Handle transaction, Call<InvalidateLoginTokenRequest> call, Instant now) {
    var refreshToken = call.request().refreshToken();
    if (refreshToken != null) {
      return sessions.endRefreshable(transaction, refreshToken, now);
    }
    var token = call.token();
    return token == null ? Optional.empty() : sessions.end(transaction, token, now);
  }
}
