package warren.service.access;

import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;
import warren.contracts.access.RoleDeleteRequest;
import warren.service.rpc.Call;
import warren.service.rpc.Handler;

/** Handles RequestRoleDelete. */
final class RoleDelete implements Handler.Command<RoleDeleteRequest, Void> {
  private final Roles roles;
  private final RoleEditDao dao = new RoleEditDao();

  RoleDelete(Roles roles) {
    this.roles = roles;
  }

  @Override
  public Handler.Write<Void> prepare(Call<RoleDeleteRequest> call) {
    return transaction -> {
      var role = roles.lock(transaction, call.principal(), call.request().id());
      if (role.builtIn() || dao.isAssigned(transaction, role.id())) {
        throw new RefusedException(ErrorCode.IN_USE);
      }
      dao.delete(transaction, role.id());
      return Handler.WriteResult.ofObject(call.request().id());
    };
  }
}
