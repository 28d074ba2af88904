package warren.faults.load;

import java.util.Map;
import java.util.Random;
import java.util.UUID;
import warren.contracts.Secret;
import warren.contracts.accounts.AccountCreateRequest;
import warren.contracts.accounts.AccountDataRequest;
import warren.contracts.accounts.UpdateAccountRequest;
import warren.contracts.accounts.UsernameRequest;
import warren.contracts.catalogue.AccountCatalogue;
import warren.contracts.catalogue.ModerationCatalogue;
import warren.contracts.catalogue.Operation;
import warren.contracts.catalogue.TokenCatalogue;
import warren.contracts.moderation.BanUserRequest;
import warren.contracts.moderation.FlagUserRequest;
import warren.contracts.moderation.UnbanUserRequest;
import warren.contracts.moderation.UnflagUserRequest;
import warren.contracts.tokens.InvalidateLoginTokenRequest;
import warren.contracts.tokens.SessionRequest;
import warren.contracts.tokens.TokenRefreshRequest;
import warren.contracts.tokens.TokenStatusRequest;
import warren.faults.history.Register;

/** Sends random requests about one account. Used by one thread. */
final class Worker {
  private static final Secret PASSWORD = Secret.of("correct horse battery");
  private static final long TTL_MS = 86_400_000;
  private static final int PERCENT = 100;
  private static final int REPEATED_PERCENT = 15;

  private final Account account;
  private final Secret administrator;
  private final Recorder recorder;
  private final Random random;

  Worker(Account account, Secret administrator, Recorder recorder, Random random) {
    this.account = account;
    this.administrator = administrator;
    this.recorder = recorder;
    this.random = random;
  }

  /** Sends one request and waits for its final reply. */
  void step() {
    var session = account.active(random);
    var choice = random.nextInt(PERCENT);
    if (session == null && choice >= 60) {
      login();
    } else if (session != null && choice < 36) {
      withSession(session, choice);
    } else {
      withoutSession(choice);
    }
  }

  private void withSession(Session session, int choice) {
    if (choice < 24) {
      status(session);
    } else if (choice < 28) {
      ownData(session);
    } else if (choice < 33) {
      ownName(session);
    } else if (choice < 35) {
      refresh(session);
    } else {
      logout(session);
    }
  }

  private void withoutSession(int choice) {
    if (choice < 44) {
      endedStatus();
    } else if (choice < 60) {
      data();
    } else if (choice < 76) {
      username();
    } else if (choice < 82) {
      name();
    } else if (choice < 91) {
      flag(random.nextBoolean());
    } else if (choice < 95) {
      ban();
    } else if (choice < 97) {
      create();
    } else {
      login();
    }
  }

  private void status(Session session) {
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

  private void endedStatus() {
    var session = account.ended(random);
    if (session == null) {
      username();
    } else {
      status(session);
    }
  }

  private void ownData(Session session) {
    authenticated(
        new Call(
            AccountCatalogue.ACCOUNT_DATA, new AccountDataRequest(), session.accessToken(), null),
        session);
  }

  private void ownName(Session session) {
    var name = recorder.unique();
    var call =
        new Call(
            AccountCatalogue.UPDATE_ACCOUNT,
            new UpdateAccountRequest().withFirstName(name),
            session.accessToken(),
            name);
    var result = authenticated(call, session);
    repeat(call, result);
  }

  /** A reply other than 401 shows that the session was active. */
  private Result authenticated(Call call, Session session) {
    var result = recorder.call(call);
    var active = result.status() != 401;
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

  private void data() {
    var request = new AccountDataRequest().withUserId(account.id);
    var call = new Call(AccountCatalogue.ACCOUNT_DATA, request, administrator, null);
    var result = recorder.call(call);
    recorder.record(call, result, account, null, result.succeeded() ? read(result) : Map.of());
  }

  private static Map<Register, String> read(Result result) {
    var data = result.data();
    return Map.of(
        Register.USERNAME,
        data.path("username").asText(),
        Register.NAME,
        data.path("first_name").asText(),
        Register.FLAG,
        data.path("flagged").asText(),
        Register.BAN,
        Boolean.toString(!data.path("banned_until").isNull()));
  }

  private void username() {
    var call = new Call(AccountCatalogue.USERNAME, new UsernameRequest(account.id), null, null);
    var result = recorder.call(call);
    recorder.record(
        call,
        result,
        account,
        null,
        result.succeeded()
            ? Map.of(Register.USERNAME, result.data().path("username").asText())
            : Map.of());
  }

  private void name() {
    var name = recorder.unique();
    write(
        AccountCatalogue.UPDATE_ACCOUNT,
        new UpdateAccountRequest().withFirstName(name).withUserId(account.id),
        name,
        Map.of(Register.NAME, name));
  }

  private void flag(boolean flagged) {
    var reason = recorder.unique();
    write(
        flagged ? ModerationCatalogue.FLAG_USER : ModerationCatalogue.UNFLAG_USER,
        flagged
            ? new FlagUserRequest(account.id).withReason(reason)
            : new UnflagUserRequest(account.id).withReason(reason),
        reason,
        Map.of(Register.FLAG, Boolean.toString(flagged)));
  }

  /** A banned account is soon unbanned, so that it can log in again. */
  private void ban() {
    var reason = recorder.unique();
    if (account.banned()) {
      var request = new UnbanUserRequest(account.id).withReason(reason);
      write(ModerationCatalogue.UNBAN_USER, request, reason, Map.of(Register.BAN, "false"));
      account.banned(false);
    } else if (random.nextInt(3) == 0) {
      var known = account.active();
      account.banned(true);
      var request = new BanUserRequest(account.id, true).withReason(reason);
      var result =
          write(ModerationCatalogue.BAN_USER, request, reason, Map.of(Register.BAN, "true"));
      if (result.succeeded()) {
        known.forEach(account::end);
      }
    }
  }

  private void create() {
    var name = recorder.unique();
    var call =
        new Call(
            AccountCatalogue.ACCOUNT_CREATE,
            new AccountCreateRequest(name, PASSWORD),
            administrator,
            name);
    var result = recorder.call(call);
    recorder.record(call, result, new Account(name, new UUID(0, 0)), null, Map.of());
    repeat(call, result);
  }

  private Result write(
      Operation<?, ?> operation, Record body, String messageId, Map<Register, String> values) {
    var call = new Call(operation, body, administrator, messageId);
    var result = recorder.call(call);
    recorder.record(call, result, account, null, values);
    repeat(call, result);
    return result;
  }

  /** Sends some successful writes again: each must get the first reply. */
  private void repeat(Call call, Result first) {
    if (first.succeeded() && random.nextInt(PERCENT) < REPEATED_PERCENT) {
      recorder.recordRepetition(call, recorder.call(call), account);
    }
  }

  private void login() {
    if (account.banned()) {
      ban();
    } else if (account.needsSession()) {
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
  }

  /** A login succeeds or is refused according to the ban. */
  private static Map<Register, String> banRead(Result result) {
    return switch (result.status()) {
      case 200 -> Map.of(Register.BAN, "false");
      case 403 -> Map.of(Register.BAN, "true");
      default -> Map.of();
    };
  }

  private void refresh(Session session) {
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

  private void logout(Session session) {
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
