package warren.service.access;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import warren.contracts.ErrorCode;
import warren.contracts.Permission;
import warren.contracts.RefusedException;
import warren.service.rpc.Caller;

/** Groups of accounts. Thread-safe. */
public final class Groups {
  private final Roles roles;

  public Groups(Roles roles) {
    this.roles = roles;
  }

  /**
   * Makes a new account a member. Anyone may join open groups; others take CAN_MANAGE_GROUPS and
   * the right to give their roles. Refused with {@code forbidden}, then {@code unknown_group}.
   */
  public void join(Handle transaction, Caller caller, UUID accountId, List<Long> groupIds) {
    var ids = Set.copyOf(groupIds);
    if (ids.isEmpty()) {
      return;
    }
    var open = openness(transaction, ids);
    open.forEach((id, isOpen) -> requireJoinable(transaction, caller, id, isOpen));
    if (!open.keySet().equals(ids)) {
      throw new RefusedException(ErrorCode.UNKNOWN_GROUP);
    }
    insert(transaction, accountId, ids);
  }

  private void requireJoinable(Handle handle, Caller caller, long id, boolean open) {
    if (!open && !caller.may(Permission.CAN_MANAGE_GROUPS)) {
      throw new RefusedException(ErrorCode.FORBIDDEN);
    }
    roles.requireGroupGrantable(handle, caller, id);
  }

  private static Map<Long, Boolean> openness(Handle handle, Set<Long> ids) {
    Map<Long, Boolean> open = new HashMap<>();
    handle
        .createQuery(
            "select id, open from account_group where id = any (:ids) order by id for share")
        .bindArray("ids", Long.class, ids.toArray())
        .map((row, context) -> Map.entry(row.getLong("id"), row.getBoolean("open")))
        .forEach(group -> open.put(group.getKey(), group.getValue()));
    return open;
  }

  private static void insert(Handle transaction, UUID accountId, Set<Long> ids) {
    transaction
        .createUpdate(
            """
            insert into account_group_member (account_id, group_id)
            select :account, unnest(:ids)
            """)
        .bind("account", accountId)
        .bindArray("ids", Long.class, ids.toArray())
        .execute();
  }
}
