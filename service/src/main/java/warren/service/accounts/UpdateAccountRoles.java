package warren.service.accounts;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import warren.contracts.RoleReference;
import warren.contracts.accounts.UpdateAccountPrivilegesRequest;
import warren.contracts.accounts.UpdateAccountRolesRequest;
import warren.service.access.Bounds;
import warren.service.access.Roles;
import warren.service.rpc.Call;
import warren.service.rpc.Handler;
import warren.service.rpc.Principal;
import warren.service.store.Store;

/** Handles UpdateAccountRoles, and UpdateAccountPrivileges, which sets a single role. */
final class UpdateAccountRoles {
  private final Store store;
  private final Bounds bounds;
  private final Roles roles;
  private final AccountDao dao = new AccountDao();

  UpdateAccountRoles(Store store, Bounds bounds, Roles roles) {
    this.store = store;
    this.bounds = bounds;
    this.roles = roles;
  }

  Handler.Write<Void> replace(Call<UpdateAccountRolesRequest> call) {
    var request = call.request();
    return tx -> replace(tx, call.principal(), request.userId(), request.roles());
  }

  Handler.Write<Void> replaceByOne(Call<UpdateAccountPrivilegesRequest> call) {
    var request = call.request();
    return tx -> replace(tx, call.principal(), request.userId(), List.of(request.newRole()));
  }

  private Handler.WriteResult<Void> replace(
      Handle transaction, Principal principal, UUID account, List<RoleReference> requested) {
    bounds.lock(transaction, principal, account);
    var now = store.now();
    roles.requireRemainingAdministrator(
        transaction, account, now, () -> roles.replace(transaction, principal, account, requested));
    dao.touch(transaction, account, now);
    return Handler.WriteResult.ofAccount(account);
  }
}
