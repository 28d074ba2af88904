package warren.service.accounts;

import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.contracts.Permission;
import warren.contracts.accounts.AccountUpdate;
import warren.contracts.accounts.UpdateAccountRequest;
import warren.service.access.Bounds;
import warren.service.identity.AccountNames;
import warren.service.passwords.Throttle;
import warren.service.rpc.Call;
import warren.service.rpc.Handler;
import warren.service.rpc.Principal;
import warren.service.store.Store;

/** Handles UpdateAccount. */
final class UpdateAccount implements Handler.MeteredCommand<UpdateAccountRequest, AccountUpdate> {
  private final Store store;
  private final Bounds bounds;
  private final Throttle throttle;
  private final CreationLimit limit;
  private final LookAlikes lookAlikes;
  private final AccountDao dao = new AccountDao();

  UpdateAccount(
      Store store, Bounds bounds, Throttle throttle, CreationLimit limit, LookAlikes lookAlikes) {
    this.store = store;
    this.bounds = bounds;
    this.throttle = throttle;
    this.limit = limit;
    this.lookAlikes = lookAlikes;
  }

  @Override
  public Handler.Admission<AccountUpdate> admit(Call<UpdateAccountRequest> call) {
    AccountNames.requireValid(call.request().username(), email(call.request()));
    var principal = call.principal();
    if (!principal.hasPermission(Permission.CAN_UPDATE_ACCOUNTS)
        && takesName(principal, call.request())) {
      limit.countChange(principal.accountId());
    }
    var requested = call.request().userId();
    var account = requested == null ? principal.accountId() : requested;
    return () -> transaction -> update(transaction, call, account);
  }

  /** Whether the outcome reveals whether a user name or an e-mail address is taken. */
  private static boolean takesName(Principal principal, UpdateAccountRequest request) {
    var email = request.userEmail();
    return !principal.hasUsername(request.username())
        || (email != null && !principal.hasEmail(email.value()));
  }

  private static @Nullable String email(UpdateAccountRequest request) {
    return request.userEmail() == null ? null : request.userEmail().value();
  }

  private Handler.WriteResult<AccountUpdate> update(
      Handle transaction, Call<UpdateAccountRequest> call, UUID account) {
    var names = bounds.lock(transaction, call.principal(), account);
    var username = call.request().username();
    // also of the same name in capitals, which can look like another one
    if (username != null && !username.equals(names.username())) {
      lookAlikes.lock(transaction, username, account);
    }
    var updated = dao.update(transaction, account, call.request(), store.now());
    // otherwise an attacker who can rename an account would restart the throttle with each name
    throttle.rename(transaction, names, new AccountNames(updated.username(), updated.userEmail()));
    return Handler.WriteResult.ofAccount(account, updated);
  }
}
