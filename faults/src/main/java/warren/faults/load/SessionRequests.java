package warren.faults.load;

import java.util.Map;
import warren.contracts.Secret;
import warren.contracts.accounts.AccountDataRequest;
import warren.contracts.accounts.UpdateAccountRequest;
import warren.contracts.catalogue.AccountCatalogue;
import warren.contracts.catalogue.TokenCatalogue;
import warren.contracts.tokens.InvalidateLoginTokenRequest;
import warren.contracts.tokens.SessionRequest;
import warren.contracts.tokens.TokenRefreshRequest;
import warren.contracts.tokens.TokenStatusRequest;
import warren.faults.deployment.Deployment;
import warren.faults.history.Register;

/** Requests with the sessions of one account. Used by one thread. */
final class SessionRequests {
  private static final Secret PASSWORD = Secret.of(Deployment.PASSWORD);
  private static final long TTL_MS = 86_400_000;
  private static final int UNAUTHENTICATED = 401;

  private final Account account;
  private final Recorder recorder;

  SessionRequests(Account account, Recorder recorder) {
    this.account = account;
    this.recorder = recorder;
  }

  void status(Session session) {
    var call =
        new Call(
            TokenCatalogue.TOKEN_STATUS, new TokenStatusRequest(), session.accessToken(), null);
    var result = recorder.call(call);
    if (result.succeeded()) {
      var active = result.data().path("active").booleanValue();
      recorder.record(call, result, account, session, session(active));
      endUnless(active, session);
    } else {
      recorder.record(call, result, account, session, Map.of());
    }
  }

  private void endUnless(boolean active, Session session) {
    if (!active) {
      account.end(session);
    }
  }

  private static Map<Register, String> session(boolean active) {
    return Map.of(Register.SESSION, Boolean.toString(active));
  }

  void ownData(Session session) {
    authenticated(
        new Call(
            AccountCatalogue.ACCOUNT_DATA, new AccountDataRequest(), session.accessToken(), null),
        session);
  }

  void ownName(Session session) {
    var name = recorder.unique();
    var call =
        new Call(
            AccountCatalogue.UPDATE_ACCOUNT,
            new UpdateAccountRequest().withFirstName(name),
            session.accessToken(),
            name);
    var result = authenticated(call, session);
    recorder.repeat(call, result, account);
  }

  /** A reply other than 401 shows that the session was active. */
  private Result authenticated(Call call, Session session) {
    var result = recorder.call(call);
    var active = result.status() != UNAUTHENTICATED;
    var values =
        result.succeeded() && call.messageId() != null
            ? Map.of(Register.SESSION, "true", Register.NAME, call.messageId())
            : session(active);
    recorder.record(
        call, result, account, session, result.answer() == null ? written(call) : values);
    endUnless(active, session);
    return result;
  }

  private static Map<Register, String> written(Call call) {
    return call.messageId() == null ? Map.of() : Map.of(Register.NAME, call.messageId());
  }

  void login() {
    var request = new SessionRequest(account.username, PASSWORD).withTtl(TTL_MS);
    var call = new Call(TokenCatalogue.SESSION, request, null, null);
    var result = recorder.call(call);
    var session =
        result.succeeded() ? new Session(recorder.unique(), result.data(), result.end()) : null;
    recorder.record(call, result, account, session, banRead(result));
    if (session != null) {
      account.add(session);
    }
  }

  /** A login succeeds or is refused according to the ban. */
  private static Map<Register, String> banRead(Result result) {
    return switch (result.status()) {
      case 200 -> Map.of(Register.BAN, "false");
      case 403 -> Map.of(Register.BAN, "true");
      default -> Map.of();
    };
  }

  void refresh(Session session) {
    if (!session.beginExchange(recorder.now())) {
      status(session);
      return;
    }
    var call =
        new Call(
            TokenCatalogue.TOKEN_REFRESH,
            new TokenRefreshRequest(session.refreshToken()),
            null,
            null);
    var result = recorder.call(call);
    recorder.record(
        call,
        result,
        account,
        session,
        result.answer() == null ? Map.of() : session(result.succeeded()));
    if (result.succeeded()) {
      session.exchanged(result.data(), result.end());
    } else {
      account.end(session);
    }
  }

  void logout(Session session) {
    account.end(session);
    var call =
        new Call(
            TokenCatalogue.INVALIDATE_LOGIN_TOKEN,
            new InvalidateLoginTokenRequest(),
            session.accessToken(),
            null);
    recorder.record(call, recorder.call(call), account, session, session(false));
  }
}
