package warren.service.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.Permission;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;
import warren.contracts.accounts.RoleReference;
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
   * Makes an account a member of these groups and of no other, for a caller with CAN_MANAGE_GROUPS.
   * Refused as {@link #join} is, for those that it isn't in yet.
   */
  public void replace(
      Handle transaction, Principal principal, UUID accountId, List<Long> groupIds) {
    var joined = new ArrayList<>(groupIds);
    joined.removeAll(dao.of(transaction, accountId));
    dao.leaveOthers(transaction, accountId, groupIds);
    join(transaction, principal, accountId, joined);
  }

  /**
   * Makes an account a member of groups that it isn't in yet. Anyone may join open groups; others
   * take CAN_MANAGE_GROUPS and the right to give their roles. Refused with {@code forbidden}, then
   * {@code unknown_group}.
   */
  public void join(Handle transaction, Principal principal, UUID accountId, List<Long> groupIds) {
    var ids = Set.copyOf(groupIds);
    if (ids.isEmpty()) {
      return;
    }
    var open = dao.share(transaction, ids);
    open.forEach((id, isOpen) -> requireJoinable(transaction, principal, id, isOpen));
    if (!open.keySet().equals(ids)) {
      throw new RefusedException(ErrorCode.UNKNOWN_GROUP);
    }
    dao.join(transaction, accountId, ids);
  }

  /**
   * The ids of the groups so called, which nobody changes until the transaction ends. Refused with
   * {@code unknown_group}.
   */
  public Set<Long> find(Handle transaction, @Nullable List<String> names) {
    if (names == null || names.isEmpty()) {
      return Set.of();
    }
    var keys = names.stream().map(NameKey::of).collect(Collectors.toSet());
    var ids = dao.find(transaction, keys);
    if (ids.size() < keys.size()) {
      throw new RefusedException(ErrorCode.UNKNOWN_GROUP);
    }
    return ids;
  }

  /** Makes an account a member of groups, whatever their roles: for whoever may do everything. */
  public void put(Handle transaction, UUID accountId, Set<Long> groupIds) {
    dao.join(transaction, accountId, groupIds);
  }

  /** Refuses with {@code unknown_group} unless there is such a group. */
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
   * Keeps a group from being changed or joined by others until the transaction ends; whether it is
   * open. Refused with {@code unknown_group}.
   */
  boolean lock(Handle transaction, long id) {
    return dao.lock(transaction, id)
        .orElseThrow(() -> new RefusedException(ErrorCode.UNKNOWN_GROUP));
  }

  /** Whoever joins an open group was asked by nobody, and so gets nothing by it. */
  static void requireNoRolesIfOpen(boolean open, boolean holdsRoles) {
    if (open && holdsRoles) {
      throw new RefusedException(
          Refusal.ofField(ErrorCode.INVALID_FIELDS, "roles", "an open group holds no roles"));
    }
  }

  /**
   * The roles so called, for a group to hold, which nobody changes until the transaction ends.
   * Refused with {@code forbidden} unless the caller may give them all, and none is {@code admin},
   * of which it must be known who holds it; then with {@code unknown_role}.
   */
  List<Role> grantable(Handle transaction, Principal principal, List<RoleReference> references) {
    return roles.share(transaction, references, role -> requireGrantable(principal, role));
  }

  private void requireGrantable(Principal principal, Role role) {
    if (role.isCalled(Roles.ADMINISTRATOR)) {
      throw new RefusedException(ErrorCode.FORBIDDEN);
    }
    roles.requireGrantable(principal, role);
  }
}
