package warren.service.access;

import java.util.List;
import org.jdbi.v3.core.Handle;
import warren.contracts.access.RoleCreateRequest;
import warren.contracts.access.RoleInfo;
import warren.service.rpc.Call;
import warren.service.rpc.Handler;
import warren.service.store.Ids;
import warren.service.store.Store;

/** Handles RequestRoleCreate. */
final class RoleCreate implements Handler.Command<RoleCreateRequest, RoleInfo> {
  private final Store store;
  private final Roles roles;
  private final RoleEditDao dao = new RoleEditDao();
  private final PermissionDao permissionDao = new PermissionDao();

  RoleCreate(Store store, Roles roles) {
    this.store = store;
    this.roles = roles;
  }

  @Override
  public Handler.Write<RoleInfo> prepare(Call<RoleCreateRequest> call) {
    NameRules.requireNotAnId(call.request().name());
    return transaction -> create(transaction, call);
  }

  private Handler.WriteResult<RoleInfo> create(Handle transaction, Call<RoleCreateRequest> call) {
    var request = call.request();
    var level =
        request.level() == null
            ? RoleCreateRequest.DEFAULT_LEVEL
            : Math.toIntExact(request.level());
    List<String> references = request.permissions() == null ? List.of() : request.permissions();
    var permissions =
        permissionDao.lockShared(
            transaction,
            references,
            names -> roles.requireGrantable(call.principal(), level, names));
    var id = Ids.next();
    dao.insert(transaction, id, request, level, store.now());
    dao.replacePermissions(transaction, id, permissions.keySet());
    return Handler.WriteResult.ofObject(id, dao.info(transaction, id).orElseThrow());
  }
}
