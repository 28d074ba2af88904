package warren.service.access;

import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;
import warren.contracts.access.PermissionCreateRequest;
import warren.contracts.access.PermissionDeleteRequest;
import warren.contracts.access.PermissionInfo;
import warren.contracts.access.UpdatePermissionRequest;
import warren.service.rpc.Call;
import warren.service.rpc.Handler;
import warren.service.rpc.Principal;
import warren.service.store.Ids;
import warren.service.store.Store;

/** Handles RequestPermissionCreate, UpdatePermission and RequestPermissionDelete. */
final class PermissionCommands {
  private final Store store;
  private final PermissionDao dao = new PermissionDao();

  PermissionCommands(Store store) {
    this.store = store;
  }

  Handler.Write<PermissionInfo> create(Call<PermissionCreateRequest> call) {
    NameRules.requireNotAnId(call.request().name());
    return transaction -> {
      var id = Ids.next();
      dao.insert(transaction, id, call.request(), store.now());
      return Handler.WriteResult.ofObject(id, dao.info(transaction, id).orElseThrow());
    };
  }

  Handler.Write<PermissionInfo> update(Call<UpdatePermissionRequest> call) {
    var request = call.request();
    var name = request.name();
    NameRules.requireNotAnId(name);
    return transaction -> {
      var permission = lock(transaction, call.principal(), request.id());
      if (permission.builtIn() && name != null && !name.equals(permission.name())) {
        throw new RefusedException(ErrorCode.IN_USE);
      }
      dao.update(transaction, request, store.now());
      return Handler.WriteResult.ofObject(
          request.id(), dao.info(transaction, request.id()).orElseThrow());
    };
  }

  Handler.Write<Void> delete(Call<PermissionDeleteRequest> call) {
    var id = call.request().id();
    return transaction -> {
      var permission = lock(transaction, call.principal(), id);
      if (permission.builtIn() || dao.isGranted(transaction, id)) {
        throw new RefusedException(ErrorCode.IN_USE);
      }
      dao.delete(transaction, id);
      return Handler.WriteResult.ofObject(id);
    };
  }

  /**
   * Locks a permission. Refused with {@code unknown_permission}; with {@code forbidden} unless the
   * principal holds it.
   */
  private PermissionDao.Locked lock(Handle transaction, Principal principal, UUID id) {
    var permission =
        dao.lock(transaction, id)
            .orElseThrow(() -> new RefusedException(ErrorCode.UNKNOWN_PERMISSION));
    if (!principal.hasAllPermissions(Set.of(permission.name()))) {
      throw new RefusedException(ErrorCode.FORBIDDEN);
    }
    return permission;
  }
}
