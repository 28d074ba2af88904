package warren.service.accounts;

import java.util.UUID;
import org.jdbi.v3.core.Handle;
import warren.contracts.Permission;
import warren.contracts.accounts.AccountUpdate;
import warren.contracts.accounts.UpdateAccountRequest;
import warren.service.access.Bounds;
import warren.service.identity.NameKey;
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
  private final AccountDao dao = new AccountDao();

  UpdateAccount(Store store, Bounds bounds, Throttle throttle, CreationLimit limit) {
    this.store = store;
    this.bounds = bounds;
    this.throttle = throttle;
    this.limit = limit;
  }

  @Override
  public Handler.Admission<AccountUpdate> admit(Call<UpdateAccountRequest> call) {
    var username = call.request().username();
    if (username != null) {
      NameKey.requireVisible("username", username);
    }
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

  private Handler.WriteResult<AccountUpdate> update(
      Handle transaction, Call<UpdateAccountRequest> call, UUID account) {
    var username = bounds.lock(transaction, call.principal(), account);
    var updated = dao.update(transaction, account, call.request(), store.now());
    // otherwise an attacker who can rename an account would restart the throttle with each name
    throttle.rename(transaction, username, updated.username());
    return Handler.WriteResult.ofAccount(account, updated);
  }
}
