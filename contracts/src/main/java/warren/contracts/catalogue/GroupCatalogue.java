package warren.contracts.catalogue;

import static warren.contracts.ErrorCode.IN_USE;
import static warren.contracts.ErrorCode.NAME_TAKEN;
import static warren.contracts.ErrorCode.UNKNOWN_GROUP;
import static warren.contracts.ErrorCode.UNKNOWN_ROLE;
import static warren.contracts.Permission.CAN_MANAGE_GROUPS;
import static warren.contracts.catalogue.Feature.ACCESS;
import static warren.contracts.events.EventType.GROUP_CREATED;
import static warren.contracts.events.EventType.GROUP_DELETED;
import static warren.contracts.events.EventType.GROUP_UPDATED;

import java.util.List;
import warren.contracts.access.AllGroups;
import warren.contracts.access.AllGroupsRequest;
import warren.contracts.access.GroupCreateRequest;
import warren.contracts.access.GroupDataRequest;
import warren.contracts.access.GroupDeleteRequest;
import warren.contracts.access.GroupInfo;
import warren.contracts.access.UpdateGroupRequest;
import warren.contracts.catalogue.Access.Holding;
import warren.contracts.catalogue.Access.SignedIn;

/** The operations on groups. */
public final class GroupCatalogue {
  public static final Operation<GroupCreateRequest, GroupInfo> GROUP_CREATE =
      ACCESS
          .request("RequestGroupCreate", GroupCreateRequest.class)
          .reply("ConfirmGroupCreation", GroupInfo.class)
          .summary("Creates a group.")
          .access(new Holding(CAN_MANAGE_GROUPS))
          .refusals(UNKNOWN_ROLE, NAME_TAKEN)
          .idempotent(GROUP_CREATED);

  public static final Operation<GroupDataRequest, GroupInfo> GROUP_DATA =
      ACCESS
          .request("RequestGroupData", GroupDataRequest.class)
          .reply("ReturnGroup", GroupInfo.class)
          .summary("Returns a group.")
          .access(new SignedIn())
          .refusals(UNKNOWN_GROUP)
          .read();

  public static final Operation<AllGroupsRequest, AllGroups> ALL_GROUPS =
      ACCESS
          .request("RequestAllGroups", AllGroupsRequest.class)
          .reply("ReturnAllGroups", AllGroups.class)
          .summary("Returns the groups, ordered by name.")
          .access(new SignedIn())
          .read();

  public static final Operation<UpdateGroupRequest, GroupInfo> UPDATE_GROUP =
      ACCESS
          .request("UpdateGroup", UpdateGroupRequest.class)
          .reply("ConfirmGroupUpdate", GroupInfo.class)
          .summary("Changes a group.")
          .access(new Holding(CAN_MANAGE_GROUPS))
          .refusals(UNKNOWN_ROLE, UNKNOWN_GROUP, NAME_TAKEN)
          .idempotent(GROUP_UPDATED);

  public static final Operation<GroupDeleteRequest, Void> GROUP_DELETE =
      ACCESS
          .request("RequestGroupDelete", GroupDeleteRequest.class)
          .reply("ConfirmGroupDeletion", Void.class)
          .summary("Deletes a group that has no members.")
          .access(new Holding(CAN_MANAGE_GROUPS))
          .refusals(UNKNOWN_GROUP, IN_USE)
          .idempotent(GROUP_DELETED);

  static final List<Operation<?, ?>> OPERATIONS =
      List.of(GROUP_CREATE, GROUP_DATA, ALL_GROUPS, UPDATE_GROUP, GROUP_DELETE);

  private GroupCatalogue() {}
}
