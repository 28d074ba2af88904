package warren.contracts.catalogue;

import static warren.contracts.ErrorCode.IN_USE;
import static warren.contracts.ErrorCode.NAME_TAKEN;
import static warren.contracts.ErrorCode.UNKNOWN_PERMISSION;
import static warren.contracts.Permission.CAN_MANAGE_PERMISSIONS;
import static warren.contracts.catalogue.Feature.ACCESS;
import static warren.contracts.events.EventType.PERMISSION_CREATED;
import static warren.contracts.events.EventType.PERMISSION_DELETED;
import static warren.contracts.events.EventType.PERMISSION_UPDATED;

import java.util.List;
import warren.contracts.access.AllPermissions;
import warren.contracts.access.AllPermissionsRequest;
import warren.contracts.access.PermissionCreateRequest;
import warren.contracts.access.PermissionDataRequest;
import warren.contracts.access.PermissionDeleteRequest;
import warren.contracts.access.PermissionInfo;
import warren.contracts.access.UpdatePermissionRequest;
import warren.contracts.catalogue.Access.Holding;
import warren.contracts.catalogue.Access.SignedIn;

/** The operations on permissions. */
public final class PermissionCatalogue {
  public static final Operation<PermissionCreateRequest, PermissionInfo> PERMISSION_CREATE =
      ACCESS
          .request("RequestPermissionCreate", PermissionCreateRequest.class)
          .reply("ConfirmPermissionCreation", PermissionInfo.class)
          .summary("Creates a permission.")
          .access(new Holding(CAN_MANAGE_PERMISSIONS))
          .refusals(NAME_TAKEN)
          .idempotent(PERMISSION_CREATED);

  public static final Operation<PermissionDataRequest, PermissionInfo> PERMISSION_DATA =
      ACCESS
          .request("RequestPermissionData", PermissionDataRequest.class)
          .reply("ReturnPermission", PermissionInfo.class)
          .summary("Returns a permission.")
          .access(new SignedIn())
          .refusals(UNKNOWN_PERMISSION)
          .read();

  public static final Operation<AllPermissionsRequest, AllPermissions> ALL_PERMISSIONS =
      ACCESS
          .request("RequestAllPermissions", AllPermissionsRequest.class)
          .reply("ReturnAllPermissions", AllPermissions.class)
          .summary("Returns the permissions, ordered by name.")
          .access(new SignedIn())
          .read();

  public static final Operation<UpdatePermissionRequest, PermissionInfo> UPDATE_PERMISSION =
      ACCESS
          .request("UpdatePermission", UpdatePermissionRequest.class)
          .reply("ConfirmPermissionUpdate", PermissionInfo.class)
          .summary("Changes a permission.")
          .access(new Holding(CAN_MANAGE_PERMISSIONS))
          .refusals(UNKNOWN_PERMISSION, NAME_TAKEN, IN_USE)
          .idempotent(PERMISSION_UPDATED);

  public static final Operation<PermissionDeleteRequest, Void> PERMISSION_DELETE =
      ACCESS
          .request("RequestPermissionDelete", PermissionDeleteRequest.class)
          .reply("ConfirmPermissionDeletion", Void.class)
          .summary("Deletes a permission that no role except admin has.")
          .access(new Holding(CAN_MANAGE_PERMISSIONS))
          .refusals(UNKNOWN_PERMISSION, IN_USE)
          .idempotent(PERMISSION_DELETED);

  static final List<Operation<?, ?>> OPERATIONS =
      List.of(
          PERMISSION_CREATE,
          PERMISSION_DATA,
          ALL_PERMISSIONS,
          UPDATE_PERMISSION,
          PERMISSION_DELETE);

  private PermissionCatalogue() {}
}
