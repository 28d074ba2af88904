package warren.service.access;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;
import warren.contracts.RoleReference;
import warren.contracts.UuidText;
import warren.service.identity.NameKey;
import warren.service.identity.RoleDefinitions;
import warren.service.rpc.Principal;

/** Finds roles and grants them within the limits of the principal. Thread-safe. */
public final class Roles {
  /** The role of an account that is created without roles. */
  public static final RoleReference DEFAULT = new RoleReference("user");

  /** The role that holds every permission. */
  public static final RoleReference ADMINISTRATOR = new RoleReference("admin");

  private static final Pattern LEVEL = Pattern.compile("\\d{1,2}");

  private final RoleDefinitions definitions;
  private final RoleDao dao = new RoleDao();

  public Roles(RoleDefinitions definitions) {
    this.definitions = definitions;
  }

  /** The levels and permissions of all roles, cached. */
  public RoleDefinitions definitions() {
    return definitions;
  }

  /** Finds a role. Refused with {@code unknown_role}. */
  public Role find(Handle handle, RoleReference reference) {
    return lookUp(handle, reference).orElseThrow(Roles::unknown);
  }

  private Optional<Role> lookUp(Handle handle, RoleReference reference) {
    var text = reference.text();
    return dao.find(handle, NameKey.of(text), UuidText.parse(text).orElse(null), level(text));
  }

  private static RefusedException unknown() {
    return new RefusedException(ErrorCode.UNKNOWN_ROLE);
  }

  private static @Nullable Integer level(String text) {
    return LEVEL.matcher(text).matches() ? Integer.valueOf(text) : null;
  }

  /**
   * Finds a role, locked against changes until the transaction ends. Refused with {@code
   * unknown_role}.
   */
  public Role lockShared(Handle transaction, RoleReference reference) {
    return lockShared(transaction, List.of(reference), role -> {}).get(0);
  }

  /**
   * Finds roles, locked against changes until the transaction ends. Refused as the rule refuses one
   * of the existing ones, then with {@code unknown_role}.
   */
  public List<Role> lockShared(
      Handle transaction, Collection<RoleReference> references, Consumer<Role> rule) {
    var found = references.stream().map(reference -> lookUp(transaction, reference)).toList();
    var ids = found.stream().flatMap(Optional::stream).map(Role::id).collect(Collectors.toSet());
    var roles = dao.lockShared(transaction, ids);
    roles.forEach(rule);
    // the second condition: a role was deleted since it was looked up
    if (found.stream().anyMatch(Optional::isEmpty) || roles.size() < ids.size()) {
      throw unknown();
    }
    return roles;
  }

  /**
   * Locks a role that the principal is about to change, so that no other transaction changes or
   * grants it until this one ends. Refused with {@code unknown_role}, {@code forbidden}.
   */
  Role lock(Handle transaction, Principal principal, UUID id) {
    var role = dao.lock(transaction, id).orElseThrow(Roles::unknown);
    requireEditable(principal, role);
    return role;
  }

  /**
   * Refuses with {@code forbidden} unless the principal may grant the role: its level is not above
   * the principal's, and the principal holds all of its permissions.
   */
  public void requireGrantable(Principal principal, Role role) {
    requireGrantable(principal, role.level(), role.permissions());
  }

  /** The same check for a role that is about to get this level and these permissions. */
  void requireGrantable(Principal principal, int level, Set<String> permissions) {
    if (level > principal.level() || !principal.hasAllPermissions(permissions)) {
      throw new RefusedException(ErrorCode.FORBIDDEN);
    }
  }

  /**
   * Refuses with {@code forbidden} unless the principal may edit the role, or a group that holds
   * it: its level is below the principal's, unless the principal holds {@code admin}, and the
   * principal holds all of its permissions. Otherwise peers could lower each other's level.
   */
  void requireEditable(Principal principal, Role role) {
    requireEditable(principal, role.level(), role.permissions());
  }

  /** The same check for a role that is about to get this level and these permissions. */
  void requireEditable(Principal principal, int level, Set<String> permissions) {
    if (level >= principal.level() && !principal.isAdministrator()) {
      throw new RefusedException(ErrorCode.FORBIDDEN);
    }
    requireGrantable(principal, level, permissions);
  }

  /** Grants a role to an account. */
  public void grant(Handle transaction, UUID accountId, Role role) {
    dao.grant(transaction, accountId, role.id());
  }

  /** Grants each of these accounts its roles, in one round trip. */
  public void grantAll(Handle transaction, Map<UUID, List<Role>> roles) {
    dao.grantAll(transaction, roles);
  }

  /** Replaces all roles that an account holds directly without a check, for an import. */
  public void replaceUnchecked(Handle transaction, UUID accountId, List<Role> roles) {
    dao.revokeAll(transaction, accountId);
    dao.grantAll(transaction, Map.of(accountId, roles));
  }

  /**
   * Replaces all roles that an account holds directly. Refused with {@code forbidden} if the
   * principal may not grant one that the account does not hold yet, then with {@code unknown_role}.
   */
  public void replace(
      Handle transaction, Principal principal, UUID accountId, List<RoleReference> references) {
    var held = dao.directRoleIds(transaction, accountId);
    var granted =
        lockShared(
            transaction,
            references,
            role -> {
              if (!held.contains(role.id())) {
                requireGrantable(principal, role);
              }
            });
    dao.revokeAll(transaction, accountId);
    granted.forEach(role -> grant(transaction, accountId, role));
  }

  /**
   * Runs a change after which an account may not be an active administrator any more. Refused with
   * {@code last_administrator} if no administrator who can log in would remain. Two concurrent
   * changes of this kind run one after the other.
   */
  public void requireRemainingAdministrator(
      Handle transaction, UUID accountId, Instant now, Runnable change) {
    var administrator = dao.isAdministrator(transaction, accountId);
    if (administrator) {
      dao.lockAdministrator(transaction);
    }
    change.run();
    if (administrator && !dao.effectiveAdministratorExists(transaction, now)) {
      throw new RefusedException(ErrorCode.LAST_ADMINISTRATOR);
    }
  }

  /** The highest role that an account holds, directly or through its groups. */
  public Role highest(Handle handle, UUID accountId) {
    return dao.effectiveRoles(handle, accountId).stream()
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the account has no role"));
  }

  /** Whether any account holds {@code admin} directly. */
  public boolean administratorExists(Handle handle) {
    return dao.administratorExists(handle);
  }

  /**
   * Locks and returns {@code admin}: transactions that grant or revoke it run one after another.
   */
  public Role lockAdministrator(Handle transaction) {
    dao.lockAdministrator(transaction);
    return find(transaction, ADMINISTRATOR);
  }

  /** The roles that members of a group hold. */
  List<Role> ofGroup(Handle handle, long groupId) {
    return dao.ofGroup(handle, groupId);
  }

  /** Refuses with {@code forbidden} unless the principal may grant every role of a group. */
  void requireGroupGrantable(Handle handle, Principal principal, long groupId) {
    ofGroup(handle, groupId).forEach(role -> requireGrantable(principal, role));
  }
}
