package warren.service.access;

import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;
import warren.contracts.access.GroupDeleteRequest;
import warren.service.rpc.Call;
import warren.service.rpc.Handler;

/** Handles RequestGroupDelete. */
final class GroupDelete implements Handler.Command<GroupDeleteRequest, Void> {
  private final Groups groups;
  private final GroupDao dao = new GroupDao();

  GroupDelete(Groups groups) {
    this.groups = groups;
  }

  @Override
  public Handler.Write<Void> prepare(Call<GroupDeleteRequest> call) {
    var id = call.request().id();
    return transaction -> {
      groups.lock(transaction, call.principal(), id);
      if (dao.hasMembers(transaction, id)) {
        throw new RefusedException(ErrorCode.IN_USE);
      }
      dao.delete(transaction, id);
      return Handler.WriteResult.ofObject(id);
    };
  }
}
