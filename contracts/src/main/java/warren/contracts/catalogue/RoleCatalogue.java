package warren.contracts.catalogue;

import static warren.contracts.ErrorCode.IN_USE;
import static warren.contracts.ErrorCode.NAME_TAKEN;
import static warren.contracts.ErrorCode.UNKNOWN_PERMISSION;
import static warren.contracts.ErrorCode.UNKNOWN_ROLE;
import static warren.contracts.Permission.CAN_MANAGE_ROLES;
import static warren.contracts.catalogue.Feature.ACCESS;
import static warren.contracts.events.EventType.ROLE_CREATED;
import static warren.contracts.events.EventType.ROLE_DELETED;
import static warren.contracts.events.EventType.ROLE_UPDATED;

import java.util.List;
import warren.contracts.access.AllRoles;
import warren.contracts.access.AllRolesRequest;
import warren.contracts.access.RoleCreateRequest;
import warren.contracts.access.RoleDataRequest;
import warren.contracts.access.RoleDeleteRequest;
import warren.contracts.access.RoleInfo;
import warren.contracts.access.UpdateRoleRequest;
import warren.contracts.catalogue.Access.Holding;
import warren.contracts.catalogue.Access.SignedIn;

/** The operations on roles. */
public final class RoleCatalogue {
  public static final Operation<RoleCreateRequest, RoleInfo> ROLE_CREATE =
      ACCESS
          .request("RequestRoleCreate", RoleCreateRequest.class)
          .reply("ConfirmRoleCreation", RoleInfo.class)
          .summary("Creates a role.")
          .access(new Holding(CAN_MANAGE_ROLES))
          .refusals(UNKNOWN_PERMISSION, NAME_TAKEN)
          .idempotent(ROLE_CREATED);

  public static final Operation<RoleDataRequest, RoleInfo> ROLE_DATA =
      ACCESS
          .request("RequestRoleData", RoleDataRequest.class)
          .reply("ReturnRole", RoleInfo.class)
          .summary("Returns a role.")
          .access(new SignedIn())
          .refusals(UNKNOWN_ROLE)
          .read();

  public static final Operation<AllRolesRequest, AllRoles> ALL_ROLES =
      ACCESS
          .request("RequestAllRoles", AllRolesRequest.class)
          .reply("ReturnAllRoles", AllRoles.class)
          .summary("Returns the roles, ordered by name.")
          .access(new SignedIn())
          .read();

  public static final Operation<UpdateRoleRequest, RoleInfo> UPDATE_ROLE =
      ACCESS
          .request("UpdateRole", UpdateRoleRequest.class)
          .reply("ConfirmRoleUpdate", RoleInfo.class)
          .summary("Changes a role.")
          .access(new Holding(CAN_MANAGE_ROLES))
          .refusals(UNKNOWN_ROLE, UNKNOWN_PERMISSION, NAME_TAKEN, IN_USE)
          .idempotent(ROLE_UPDATED);

  public static final Operation<RoleDeleteRequest, Void> ROLE_DELETE =
      ACCESS
          .request("RequestRoleDelete", RoleDeleteRequest.class)
          .reply("ConfirmRoleDeletion", Void.class)
          .summary("Deletes a role that no account and no group holds.")
          .access(new Holding(CAN_MANAGE_ROLES))
          .refusals(UNKNOWN_ROLE, IN_USE)
          .idempotent(ROLE_DELETED);

  static final List<Operation<?, ?>> OPERATIONS =
      List.of(ROLE_CREATE, ROLE_DATA, ALL_ROLES, UPDATE_ROLE, ROLE_DELETE);

  private RoleCatalogue() {}
}
