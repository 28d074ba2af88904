package warren.client;

import java.util.concurrent.CompletableFuture;
import warren.contracts.access.AllGroups;
import warren.contracts.access.AllGroupsRequest;
import warren.contracts.access.AllPermissions;
import warren.contracts.access.AllPermissionsRequest;
import warren.contracts.access.AllRoles;
import warren.contracts.access.AllRolesRequest;
import warren.contracts.access.GroupCreateRequest;
import warren.contracts.access.GroupDataRequest;
import warren.contracts.access.GroupDeleteRequest;
import warren.contracts.access.GroupInfo;
import warren.contracts.access.PermissionCreateRequest;
import warren.contracts.access.PermissionDataRequest;
import warren.contracts.access.PermissionDeleteRequest;
import warren.contracts.access.PermissionInfo;
import warren.contracts.access.RoleCreateRequest;
import warren.contracts.access.RoleDataRequest;
import warren.contracts.access.RoleDeleteRequest;
import warren.contracts.access.RoleInfo;
import warren.contracts.access.UpdateGroupRequest;
import warren.contracts.access.UpdatePermissionRequest;
import warren.contracts.access.UpdateRoleRequest;
import warren.contracts.catalogue.GroupCatalogue;
import warren.contracts.catalogue.PermissionCatalogue;
import warren.contracts.catalogue.RoleCatalogue;

/** Roles, permissions and groups. {@link Caller} describes the exceptions. Immutable. */
public final class AccessCalls {
  private final Caller caller;

  AccessCalls(Caller caller) {
    this.caller = caller;
  }

  /** Creates a role: {@code RequestRoleCreate}. */
  public RoleInfo createRole(RoleCreateRequest request) {
    return caller.call(RoleCatalogue.ROLE_CREATE, request);
  }

  /** The same as {@link #createRole}, without waiting. */
  public CompletableFuture<RoleInfo> createRoleAsync(RoleCreateRequest request) {
    return caller.callAsync(RoleCatalogue.ROLE_CREATE, request);
  }

  /** Returns a role: {@code RequestRoleData}. */
  public RoleInfo role(RoleDataRequest request) {
    return caller.call(RoleCatalogue.ROLE_DATA, request);
  }

  /** The same as {@link #role}, without waiting. */
  public CompletableFuture<RoleInfo> roleAsync(RoleDataRequest request) {
    return caller.callAsync(RoleCatalogue.ROLE_DATA, request);
  }

  /** Returns the roles, ordered by name: {@code RequestAllRoles}. */
  public AllRoles allRoles(AllRolesRequest request) {
    return caller.call(RoleCatalogue.ALL_ROLES, request);
  }

  /** The same as {@link #allRoles}, without waiting. */
  public CompletableFuture<AllRoles> allRolesAsync(AllRolesRequest request) {
    return caller.callAsync(RoleCatalogue.ALL_ROLES, request);
  }

  /** Changes a role: {@code UpdateRole}. */
  public RoleInfo updateRole(UpdateRoleRequest request) {
    return caller.call(RoleCatalogue.UPDATE_ROLE, request);
  }

  /** The same as {@link #updateRole}, without waiting. */
  public CompletableFuture<RoleInfo> updateRoleAsync(UpdateRoleRequest request) {
    return caller.callAsync(RoleCatalogue.UPDATE_ROLE, request);
  }

  /** Deletes a role that no account and no group holds: {@code RequestRoleDelete}. */
  public void deleteRole(RoleDeleteRequest request) {
    caller.call(RoleCatalogue.ROLE_DELETE, request);
  }

  /** The same as {@link #deleteRole}, without waiting. */
  public CompletableFuture<Void> deleteRoleAsync(RoleDeleteRequest request) {
    return caller.callAsync(RoleCatalogue.ROLE_DELETE, request);
  }

  /** Creates a permission: {@code RequestPermissionCreate}. */
  public PermissionInfo createPermission(PermissionCreateRequest request) {
    return caller.call(PermissionCatalogue.PERMISSION_CREATE, request);
  }

  /** The same as {@link #createPermission}, without waiting. */
  public CompletableFuture<PermissionInfo> createPermissionAsync(PermissionCreateRequest request) {
    return caller.callAsync(PermissionCatalogue.PERMISSION_CREATE, request);
  }

  /** Returns a permission: {@code RequestPermissionData}. */
  public PermissionInfo permission(PermissionDataRequest request) {
    return caller.call(PermissionCatalogue.PERMISSION_DATA, request);
  }

  /** The same as {@link #permission}, without waiting. */
  public CompletableFuture<PermissionInfo> permissionAsync(PermissionDataRequest request) {
    return caller.callAsync(PermissionCatalogue.PERMISSION_DATA, request);
  }

  /** Returns the permissions, ordered by name: {@code RequestAllPermissions}. */
  public AllPermissions allPermissions(AllPermissionsRequest request) {
    return caller.call(PermissionCatalogue.ALL_PERMISSIONS, request);
  }

  /** The same as {@link #allPermissions}, without waiting. */
  public CompletableFuture<AllPermissions> allPermissionsAsync(AllPermissionsRequest request) {
    return caller.callAsync(PermissionCatalogue.ALL_PERMISSIONS, request);
  }

  /** Changes a permission: {@code UpdatePermission}. */
  public PermissionInfo updatePermission(UpdatePermissionRequest request) {
    return caller.call(PermissionCatalogue.UPDATE_PERMISSION, request);
  }

  /** The same as {@link #updatePermission}, without waiting. */
  public CompletableFuture<PermissionInfo> updatePermissionAsync(UpdatePermissionRequest request) {
    return caller.callAsync(PermissionCatalogue.UPDATE_PERMISSION, request);
  }

  /** Deletes a permission that no role except admin has: {@code RequestPermissionDelete}. */
  public void deletePermission(PermissionDeleteRequest request) {
    caller.call(PermissionCatalogue.PERMISSION_DELETE, request);
  }

  /** The same as {@link #deletePermission}, without waiting. */
  public CompletableFuture<Void> deletePermissionAsync(PermissionDeleteRequest request) {
    return caller.callAsync(PermissionCatalogue.PERMISSION_DELETE, request);
  }

  /** Creates a group: {@code RequestGroupCreate}. */
  public GroupInfo createGroup(GroupCreateRequest request) {
    return caller.call(GroupCatalogue.GROUP_CREATE, request);
  }

  /** The same as {@link #createGroup}, without waiting. */
  public CompletableFuture<GroupInfo> createGroupAsync(GroupCreateRequest request) {
    return caller.callAsync(GroupCatalogue.GROUP_CREATE, request);
  }

  /** Returns a group: {@code RequestGroupData}. */
  public GroupInfo group(GroupDataRequest request) {
    return caller.call(GroupCatalogue.GROUP_DATA, request);
  }

  /** The same as {@link #group}, without waiting. */
  public CompletableFuture<GroupInfo> groupAsync(GroupDataRequest request) {
    return caller.callAsync(GroupCatalogue.GROUP_DATA, request);
  }

  /** Returns the groups, ordered by name: {@code RequestAllGroups}. */
  public AllGroups allGroups(AllGroupsRequest request) {
    return caller.call(GroupCatalogue.ALL_GROUPS, request);
  }

  /** The same as {@link #allGroups}, without waiting. */
  public CompletableFuture<AllGroups> allGroupsAsync(AllGroupsRequest request) {
    return caller.callAsync(GroupCatalogue.ALL_GROUPS, request);
  }

  /** Changes a group: {@code UpdateGroup}. */
  public GroupInfo updateGroup(UpdateGroupRequest request) {
    return caller.call(GroupCatalogue.UPDATE_GROUP, request);
  }

  /** The same as {@link #updateGroup}, without waiting. */
  public CompletableFuture<GroupInfo> updateGroupAsync(UpdateGroupRequest request) {
    return caller.callAsync(GroupCatalogue.UPDATE_GROUP, request);
  }

  /** Deletes a group that has no members: {@code RequestGroupDelete}. */
  public void deleteGroup(GroupDeleteRequest request) {
    caller.call(GroupCatalogue.GROUP_DELETE, request);
  }

  /** The same as {@link #deleteGroup}, without waiting. */
  public CompletableFuture<Void> deleteGroupAsync(GroupDeleteRequest request) {
    return caller.callAsync(GroupCatalogue.GROUP_DELETE, request);
  }
}
