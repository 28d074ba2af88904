package warren.service.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.Permission;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;
import warren.contracts.RoleReference;
import warren.service.identity.NameKey;
import warren.service.rpc.Principal;

/** Groups of accounts. Thread-safe. */
public final class Groups {
  private final Roles roles;
  private final GroupDao dao = new GroupDao();

  public Groups(Roles roles) {
    this.roles = roles;
  }

  /**
   * Makes an account a member of exactly these groups, for a principal with CAN_MANAGE_GROUPS.
   * Groups that it is not in yet are refused as by {@link #join}.
   */
  public void replace(
      Handle transaction, Principal principal, UUID accountId, List<Long> groupIds) {
    var newGroupIds = new ArrayList<>(groupIds);
    newGroupIds.removeAll(dao.idsOf(transaction, accountId));
    dao.leaveOthers(transaction, accountId, groupIds);
    join(transaction, principal, accountId, newGroupIds);
  }

  /**
   * Makes an account a member of groups that it is not in yet. Anyone may join open groups; other
   * groups require CAN_MANAGE_GROUPS and the right to grant their roles. Refused with {@code
   * forbidden}, then {@code unknown_group}.
   */
  public void join(Handle transaction, Principal principal, UUID accountId, List<Long> groupIds) {
    var ids = Set.copyOf(groupIds);
    if (!ids.isEmpty()) {
      requireJoinable(transaction, principal, ids, dao.lockShared(transaction, ids));
      dao.join(transaction, accountId, ids);
    }
  }

  /** Refuses groups like {@link #join}, without locks: they may still change. */
  public void requireJoinable(Handle handle, Principal principal, List<Long> groupIds) {
    var ids = Set.copyOf(groupIds);
    if (!ids.isEmpty()) {
      requireJoinable(handle, principal, ids, dao.find(handle, ids));
    }
  }

  /**
   * Applies the rules of {@link #join}.
   *
   * @param found the existing ones of these groups, each with whether it is open
   */
  private void requireJoinable(
      Handle handle, Principal principal, Set<Long> ids, Map<Long, Boolean> found) {
    found.forEach((id, open) -> requireJoinable(handle, principal, id, open));
    if (!found.keySet().equals(ids)) {
      throw new RefusedException(ErrorCode.UNKNOWN_GROUP);
    }
  }

  /**
   * The ids of the groups with these names, locked against changes until the transaction ends.
   * Refused with {@code unknown_group}.
   */
  public Set<Long> lockShared(Handle transaction, @Nullable List<String> names) {
    if (names == null || names.isEmpty()) {
      return Set.of();
    }
    var keys = names.stream().map(NameKey::of).collect(Collectors.toSet());
    var ids = dao.lockSharedByName(transaction, keys);
    if (ids.size() < keys.size()) {
      throw new RefusedException(ErrorCode.UNKNOWN_GROUP);
    }
    return ids;
  }

  /** Makes an account a member of exactly these groups without a check, for an import. */
  public void replaceUnchecked(Handle transaction, UUID accountId, Set<Long> groupIds) {
    dao.leaveOthers(transaction, accountId, groupIds);
    joinUnchecked(transaction, Map.of(accountId, groupIds));
  }

  /** Makes each of these accounts a member of its groups without a check, for an import. */
  public void joinUnchecked(Handle transaction, Map<UUID, Set<Long>> groupIds) {
    dao.joinAll(transaction, groupIds);
  }

  /** Refuses with {@code unknown_group} unless the group exists. */
  public void requireExists(Handle handle, long id) {
    if (dao.info(handle, id).isEmpty()) {
      throw new RefusedException(ErrorCode.UNKNOWN_GROUP);
    }
  }

  private void requireJoinable(Handle handle, Principal principal, long id, boolean open) {
    if (!open && !principal.hasPermission(Permission.CAN_MANAGE_GROUPS)) {
      throw new RefusedException(ErrorCode.FORBIDDEN);
    }
    roles.requireGroupGrantable(handle, principal, id);
  }

  /**
   * Locks a group that the principal is about to change until the transaction ends, so that no
   * other transaction changes or joins it, and returns whether it is open. Refused with {@code
   * unknown_group}; with {@code forbidden} unless the principal may edit all of its roles.
   */
  boolean lock(Handle transaction, Principal principal, long id) {
    var open =
        dao.lock(transaction, id).orElseThrow(() -> new RefusedException(ErrorCode.UNKNOWN_GROUP));
    roles.ofGroup(transaction, id).forEach(role -> roles.requireEditable(principal, role));
    return open;
  }

  /** Joining an open group requires no approval, so it must not grant roles. */
  static void requireNoRolesIfOpen(boolean open, boolean holdsRoles) {
    if (open && holdsRoles) {
      throw new RefusedException(
          Refusal.ofField(ErrorCode.INVALID_FIELDS, "roles", "must be empty for an open group"));
    }
  }

  /**
   * Finds the roles that a new group is to hold, locked against changes until the transaction ends.
   * Refused with {@code forbidden} if the principal may not grant one of them, or if one is {@code
   * admin}; then with {@code unknown_role}.
   */
  List<Role> lockGrantable(
      Handle transaction, Principal principal, List<RoleReference> references) {
    return lockShared(transaction, references, role -> roles.requireGrantable(principal, role));
  }

  /** The same for an existing group: the principal must be allowed to edit each of the roles. */
  List<Role> lockEditable(Handle transaction, Principal principal, List<RoleReference> references) {
    return lockShared(transaction, references, role -> roles.requireEditable(principal, role));
  }

  private List<Role> lockShared(
      Handle transaction, List<RoleReference> references, Consumer<Role> rule) {
    return roles.lockShared(transaction, references, rule.andThen(Groups::requireNotAdministrator));
  }

  /** The holders of {@code admin} must be individual accounts. */
  private static void requireNotAdministrator(Role role) {
    if (role.matches(Roles.ADMINISTRATOR)) {
      throw new RefusedException(ErrorCode.FORBIDDEN);
    }
  }
}
