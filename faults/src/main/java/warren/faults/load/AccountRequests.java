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
import warren.contracts.moderation.BanUserRequest;
import warren.contracts.moderation.FlagUserRequest;
import warren.contracts.moderation.UnbanUserRequest;
import warren.contracts.moderation.UnflagUserRequest;
import warren.faults.deployment.Deployment;
import warren.faults.history.Register;

/** Requests about one account, mostly of the administrator. Used by one thread. */
final class AccountRequests {
  private static final Secret PASSWORD = Secret.of(Deployment.PASSWORD);
  private static final int BANS = 3;

  private final Account account;
  private final Secret administrator;
  private final Recorder recorder;
  private final Random random;

  AccountRequests(Account account, Secret administrator, Recorder recorder, Random random) {
    this.account = account;
    this.administrator = administrator;
    this.recorder = recorder;
    this.random = random;
  }

  void data() {
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

  void username() {
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

  void name() {
    var name = recorder.unique();
    write(
        AccountCatalogue.UPDATE_ACCOUNT,
        new UpdateAccountRequest().withFirstName(name).withUserId(account.id),
        name,
        Map.of(Register.NAME, name));
  }

  void flag(boolean flagged) {
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
  void ban() {
    var reason = recorder.unique();
    if (account.banned()) {
      var request = new UnbanUserRequest(account.id).withReason(reason);
      write(ModerationCatalogue.UNBAN_USER, request, reason, Map.of(Register.BAN, "false"));
      account.banned(false);
    } else if (random.nextInt(BANS) == 0) {
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

  void create() {
    var name = recorder.unique();
    var call =
        new Call(
            AccountCatalogue.ACCOUNT_CREATE,
            new AccountCreateRequest(name, PASSWORD),
            administrator,
            name);
    var result = recorder.call(call);
    recorder.record(call, result, new Account(name, new UUID(0, 0)), null, Map.of());
    recorder.repeat(call, result, account);
  }

  private Result write(
      Operation<?, ?> operation, Record body, String messageId, Map<Register, String> values) {
    var call = new Call(operation, body, administrator, messageId);
    var result = recorder.call(call);
    recorder.record(call, result, account, null, values);
    recorder.repeat(call, result, account);
    return result;
  }
}
