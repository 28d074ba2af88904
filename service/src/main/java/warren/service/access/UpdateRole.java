package warren.service.access;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;
import warren.contracts.access.RoleInfo;
import warren.contracts.access.UpdateRoleRequest;
import warren.service.rpc.Call;
import warren.service.rpc.Handler;
import warren.service.store.Store;

/** Handles UpdateRole. */
final class UpdateRole implements Handler.Command<UpdateRoleRequest, RoleInfo> {
  private final Store store;
  private final Roles roles;
  private final RoleEditDao dao = new RoleEditDao();
  private final PermissionDao permissionDao = new PermissionDao();

  UpdateRole(Store store, Roles roles) {
    this.store = store;
    this.roles = roles;
  }

  @Override
  public Handler.Write<RoleInfo> prepare(Call<UpdateRoleRequest> call) {
    NameRules.requireNotAnId(call.request().name());
    return transaction -> update(transaction, call);
  }

  private Handler.WriteResult<RoleInfo> update(Handle transaction, Call<UpdateRoleRequest> call) {
    var request = call.request();
    var role = roles.lock(transaction, call.principal(), request.id());
    var level = request.level() == null ? role.level() : Math.toIntExact(request.level());
    Consumer<Set<String>> rule =
        permissionNames -> roles.requireEditable(call.principal(), level, permissionNames);
    var permissions = permissions(transaction, request, rule);
    var names = permissions == null ? role.permissions() : Set.copyOf(permissions.values());
    rule.accept(names);
    if (role.builtIn()) {
      requireBuiltInUnchanged(role, request, level, names);
    }
    dao.update(transaction, request, store.now());
    if (permissions != null) {
      replacePermissions(transaction, role, permissions);
    }
    return Handler.WriteResult.ofObject(role.id(), dao.info(transaction, role.id()).orElseThrow());
  }

  /** The requested permissions, their names by their ids; null if the request has none. */
  private @Nullable Map<UUID, String> permissions(
      Handle transaction, UpdateRoleRequest request, Consumer<Set<String>> rule) {
    var references = request.permissions();
    return references == null ? null : permissionDao.lockShared(transaction, references, rule);
  }

  private static void requireBuiltInUnchanged(
      Role role, UpdateRoleRequest request, int level, Set<String> permissions) {
    var renamed = request.name() != null && !request.name().equals(role.name());
    var losesPermission = isAdministrator(role) && !permissions.containsAll(role.permissions());
    if (renamed || level != role.level() || losesPermission) {
      throw new RefusedException(ErrorCode.IN_USE);
    }
  }

  private void replacePermissions(Handle transaction, Role role, Map<UUID, String> permissions) {
    // admin already holds every permission, including one that was created a moment ago
    if (!isAdministrator(role)) {
      dao.replacePermissions(transaction, role.id(), permissions.keySet());
    }
  }

  private static boolean isAdministrator(Role role) {
    return role.matches(Roles.ADMINISTRATOR);
  }
}
