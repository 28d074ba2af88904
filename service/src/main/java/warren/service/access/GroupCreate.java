package warren.service.access;

import java.util.List;
import org.jdbi.v3.core.Handle;
import warren.contracts.RoleReference;
import warren.contracts.access.GroupCreateRequest;
import warren.contracts.access.GroupInfo;
import warren.service.rpc.Call;
import warren.service.rpc.Handler;
import warren.service.store.Store;

/** Handles RequestGroupCreate. */
final class GroupCreate implements Handler.Command<GroupCreateRequest, GroupInfo> {
  private final Store store;
  private final Groups groups;
  private final GroupDao dao = new GroupDao();

  GroupCreate(Store store, Groups groups) {
    this.store = store;
    this.groups = groups;
  }

  @Override
  public Handler.Write<GroupInfo> prepare(Call<GroupCreateRequest> call) {
    var request = call.request();
    NameRules.requireVisible(request.name());
    var open = Boolean.TRUE.equals(request.open());
    List<RoleReference> roles = request.roles() == null ? List.of() : request.roles();
    Groups.requireNoRolesIfOpen(open, !roles.isEmpty());
    return transaction -> create(transaction, call, open, roles);
  }

  private Handler.WriteResult<GroupInfo> create(
      Handle transaction,
      Call<GroupCreateRequest> call,
      boolean open,
      List<RoleReference> references) {
    var roles = groups.lockGrantable(transaction, call.principal(), references);
    var id = dao.insert(transaction, call.request().name(), open, store.now());
    dao.replaceRoles(transaction, id, roles);
    return Handler.WriteResult.ofObject(id, dao.info(transaction, id).orElseThrow());
  }
}
