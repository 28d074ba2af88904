package warren.service.access;

import org.jdbi.v3.core.Handle;
import warren.contracts.access.GroupInfo;
import warren.contracts.access.UpdateGroupRequest;
import warren.service.rpc.Call;
import warren.service.rpc.Handler;
import warren.service.store.Store;

/** Handles UpdateGroup. */
final class UpdateGroup implements Handler.Command<UpdateGroupRequest, GroupInfo> {
  private final Store store;
  private final Roles roles;
  private final Groups groups;
  private final GroupDao dao = new GroupDao();

  UpdateGroup(Store store, Roles roles, Groups groups) {
    this.store = store;
    this.roles = roles;
    this.groups = groups;
  }

  @Override
  public Handler.Write<GroupInfo> prepare(Call<UpdateGroupRequest> call) {
    NameRules.requireVisible(call.request().name());
    return transaction -> update(transaction, call);
  }

  private Handler.WriteResult<GroupInfo> update(Handle transaction, Call<UpdateGroupRequest> call) {
    var request = call.request();
    var wasOpen = groups.lock(transaction, call.principal(), request.id());
    var open = request.open() == null ? wasOpen : request.open();
    var references = request.roles();
    Groups.requireNoRolesIfOpen(
        open,
        references == null
            ? !roles.ofGroup(transaction, request.id()).isEmpty()
            : !references.isEmpty());
    if (references != null) {
      dao.replaceRoles(
          transaction,
          request.id(),
          groups.lockEditable(transaction, call.principal(), references));
    }
    dao.update(transaction, request, store.now());
    return Handler.WriteResult.ofObject(
        request.id(), dao.info(transaction, request.id()).orElseThrow());
  }
}
