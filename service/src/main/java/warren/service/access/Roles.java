package warren.service.access;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
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
import warren.contracts.accounts.RoleReference;
import warren.service.identity.NameKey;
import warren.service.identity.RoleDefinitions;
import warren.service.rpc.Principal;

/** Roles: found by what a request calls them, and given within bounds. Thread-safe. */
public final class Roles {
  /** The role of an account that asks for none. */
  public static final RoleReference DEFAULT = new RoleReference("user");

  /** The role that holds every permission. */
  public static final RoleReference ADMINISTRATOR = new RoleReference("admin");

  private static final Pattern LEVEL = Pattern.compile("\\d{1,2}");
  private static final Pattern ID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final RoleDefinitions definitions;
  private final RoleDao dao = new RoleDao();

  public Roles(RoleDefinitions definitions) {
    this.definitions = definitions;
  }

  /** The levels and permissions of all roles, cached. */
  public RoleDefinitions definitions() {
    return definitions;
  }

  /** The role so called. Refused with {@code unknown_role}. */
  public Role find(Handle handle, RoleReference reference) {
    return lookUp(handle, reference).orElseThrow(Roles::unknown);
  }

  private Optional<Role> lookUp(Handle handle, RoleReference reference) {
    var text = reference.text();
    return dao.find(handle, NameKey.of(text), id(text), level(text));
  }

  private static RefusedException unknown() {
    return new RefusedException(ErrorCode.UNKNOWN_ROLE);
  }

  private static @Nullable UUID id(String text) {
    return ID.matcher(text).matches() ? UUID.fromString(text) : null;
  }

  private static @Nullable Integer level(String text) {
    return LEVEL.matcher(text).matches() ? Integer.valueOf(text) : null;
  }

  /** The role so called, which nobody changes until the transaction ends. */
  public Role share(Handle transaction, RoleReference reference) {
    return share(transaction, List.of(reference), role -> {}).get(0);
  }

  /**
   * The roles so called, which nobody changes until the transaction ends. Refused as the rule
   * refuses one of those that there are, then with {@code unknown_role}.
   */
  public List<Role> share(
      Handle transaction, Collection<RoleReference> references, Consumer<Role> rule) {
    var found = references.stream().map(reference -> lookUp(transaction, reference)).toList();
    var ids = found.stream().flatMap(Optional::stream).map(Role::id).collect(Collectors.toSet());
    var roles = dao.share(transaction, ids);
    roles.forEach(rule);
    // or deleted since
    if (found.stream().anyMatch(Optional::isEmpty) || roles.size() < ids.size()) {
      throw unknown();
    }
    return roles;
  }

  /**
   * The role with that id, for a caller who is about to change it: nobody else changes or gives it
   * until the transaction ends. Refused with {@code unknown_role}, {@code forbidden}.
   */
  Role lock(Handle transaction, Principal principal, UUID id) {
    var role = dao.lock(transaction, id).orElseThrow(Roles::unknown);
    requireGrantable(principal, role);
    return role;
  }

  /**
   * Refuses with {@code forbidden} unless the caller may give the role: its level isn't above the
   * caller's, and the caller holds all of its permissions.
   */
  public void requireGrantable(Principal principal, Role role) {
    requireGrantable(principal, role.level(), role.permissions());
  }

  /** The same, of a role that is yet to have this level and these permissions. */
  void requireGrantable(Principal principal, int level, Set<String> permissions) {
    if (level > principal.level() || !principal.hasAllPermissions(permissions)) {
      throw new RefusedException(ErrorCode.FORBIDDEN);
    }
  }

  /** Gives a role to an account. */
  public void give(Handle transaction, UUID accountId, Role role) {
    dao.give(transaction, accountId, role.id());
  }

  /**
   * Gives roles to an account in place of all that it holds directly. Refused with {@code
   * forbidden} where the caller may not give one that is new to it, then {@code unknown_role}.
   */
  public void replace(
      Handle transaction, Principal principal, UUID accountId, List<RoleReference> references) {
    var held = dao.givenTo(transaction, accountId);
    var wanted =
        share(
            transaction,
            references,
            role -> {
              if (!held.contains(role.id())) {
                requireGrantable(principal, role);
              }
            });
    dao.takeAll(transaction, accountId);
    wanted.forEach(role -> give(transaction, accountId, role));
  }

  /**
   * Makes a change that may end that an account is an administrator. Refused with {@code
   * last_administrator} if no other would be left; two who end each other's come one after the
   * other.
   */
  public void keepAdministrator(Handle transaction, UUID accountId, Instant now, Runnable change) {
    var administrator = dao.isAdministrator(transaction, accountId);
    if (administrator) {
      dao.lockAdministrator(transaction);
    }
    change.run();
    if (administrator && !dao.administratorStands(transaction, now)) {
      throw new RefusedException(ErrorCode.LAST_ADMINISTRATOR);
    }
  }

  /** The highest role that an account holds, its groups' included. */
  public Role highest(Handle handle, UUID accountId) {
    return dao.heldBy(handle, accountId).stream()
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("an account without a role"));
  }

  /** Whether any account holds {@code admin} directly. */
  public boolean administratorExists(Handle handle) {
    return dao.administratorExists(handle);
  }

  /** The role {@code admin}, locked: who gives or takes it comes one after the other. */
  public Role lockAdministrator(Handle transaction) {
    dao.lockAdministrator(transaction);
    return find(transaction, ADMINISTRATOR);
  }

  /** The roles that a group gives to its members. */
  List<Role> ofGroup(Handle handle, long groupId) {
    return dao.ofGroup(handle, groupId);
  }

  /** Refuses with {@code forbidden} unless the caller may give every role of a group. */
  void requireGroupGrantable(Handle handle, Principal principal, long groupId) {
    ofGroup(handle, groupId).forEach(role -> requireGrantable(principal, role));
  }
}
