package warren.service.access;

import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;
import warren.contracts.access.AllGroups;
import warren.contracts.access.AllGroupsRequest;
import warren.contracts.access.AllPermissions;
import warren.contracts.access.AllPermissionsRequest;
import warren.contracts.access.AllRoles;
import warren.contracts.access.AllRolesRequest;
import warren.contracts.access.GroupDataRequest;
import warren.contracts.access.GroupInfo;
import warren.contracts.access.PermissionCreateRequest;
import warren.contracts.access.PermissionDataRequest;
import warren.contracts.access.PermissionDeleteRequest;
import warren.contracts.access.PermissionInfo;
import warren.contracts.access.RoleDataRequest;
import warren.contracts.access.RoleInfo;
import warren.contracts.access.UpdatePermissionRequest;
import warren.contracts.catalogue.GroupCatalogue;
import warren.contracts.catalogue.PermissionCatalogue;
import warren.contracts.catalogue.RoleCatalogue;
import warren.service.rpc.Handler;
import warren.service.rpc.Handlers;
import warren.service.store.Store;

/** Registers the operations on roles, permissions and groups. */
public final class AccessOperations {
  private AccessOperations() {}

  /** Adds the handlers of these operations. */
  public static void addTo(Handlers handlers, Store store, Roles roles) {
    addRoles(handlers, store, roles);
    addPermissions(handlers, store);
    addGroups(handlers, store, roles);
  }

  private static void addRoles(Handlers handlers, Store store, Roles roles) {
    var dao = new RoleEditDao();
    Handler.Query<RoleDataRequest, RoleInfo> data =
        (call, handle) ->
            dao.info(handle, call.request().id())
                .orElseThrow(() -> new RefusedException(ErrorCode.UNKNOWN_ROLE));
    Handler.Query<AllRolesRequest, AllRoles> all =
        (call, handle) -> {
          var request = call.request();
          var pageRequest = NamePageRequest.of(request.text(), request.limit(), request.after());
          var page =
              pageRequest.read(maxRows -> dao.list(handle, pageRequest, maxRows), RoleInfo::name);
          return new AllRoles(page.rows(), page.next());
        };
    handlers
        .add(RoleCatalogue.ROLE_CREATE, new RoleCreate(store, roles))
        .add(RoleCatalogue.ROLE_DATA, data)
        .add(RoleCatalogue.ALL_ROLES, all)
        .add(RoleCatalogue.UPDATE_ROLE, new UpdateRole(store, roles))
        .add(RoleCatalogue.ROLE_DELETE, new RoleDelete(roles));
  }

  private static void addPermissions(Handlers handlers, Store store) {
    var dao = new PermissionDao();
    Handler.Query<PermissionDataRequest, PermissionInfo> data =
        (call, handle) ->
            dao.info(handle, call.request().id())
                .orElseThrow(() -> new RefusedException(ErrorCode.UNKNOWN_PERMISSION));
    Handler.Query<AllPermissionsRequest, AllPermissions> all =
        (call, handle) -> {
          var request = call.request();
          var pageRequest = NamePageRequest.of(request.text(), request.limit(), request.after());
          var page =
              pageRequest.read(
                  maxRows -> dao.list(handle, pageRequest, maxRows), PermissionInfo::name);
          return new AllPermissions(page.rows(), page.next());
        };
    var commands = new PermissionCommands(store);
    Handler.Command<PermissionCreateRequest, PermissionInfo> create = commands::create;
    Handler.Command<UpdatePermissionRequest, PermissionInfo> update = commands::update;
    Handler.Command<PermissionDeleteRequest, Void> delete = commands::delete;
    handlers
        .add(PermissionCatalogue.PERMISSION_CREATE, create)
        .add(PermissionCatalogue.PERMISSION_DATA, data)
        .add(PermissionCatalogue.ALL_PERMISSIONS, all)
        .add(PermissionCatalogue.UPDATE_PERMISSION, update)
        .add(PermissionCatalogue.PERMISSION_DELETE, delete);
  }

  private static void addGroups(Handlers handlers, Store store, Roles roles) {
    var groups = new Groups(roles);
    var dao = new GroupDao();
    Handler.Query<GroupDataRequest, GroupInfo> data =
        (call, handle) ->
            dao.info(handle, call.request().id())
                .orElseThrow(() -> new RefusedException(ErrorCode.UNKNOWN_GROUP));
    Handler.Query<AllGroupsRequest, AllGroups> all =
        (call, handle) -> {
          var request = call.request();
          var pageRequest = NamePageRequest.of(request.text(), request.limit(), request.after());
          var page =
              pageRequest.read(maxRows -> dao.list(handle, pageRequest, maxRows), GroupInfo::name);
          return new AllGroups(page.rows(), page.next());
        };
    handlers
        .add(GroupCatalogue.GROUP_CREATE, new GroupCreate(store, groups))
        .add(GroupCatalogue.GROUP_DATA, data)
        .add(GroupCatalogue.ALL_GROUPS, all)
        .add(GroupCatalogue.UPDATE_GROUP, new UpdateGroup(store, roles, groups))
        .add(GroupCatalogue.GROUP_DELETE, new GroupDelete(groups));
  }
}
