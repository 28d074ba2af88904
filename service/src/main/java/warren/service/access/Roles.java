package warren.service.access;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;
import warren.contracts.accounts.RoleReference;
import warren.service.rpc.Caller;
import warren.service.store.NameKey;

/** Roles: found by what a request calls them, and given within bounds. Thread-safe. */
public final class Roles {
  /** The role of an account that asks for none. */
  public static final RoleReference DEFAULT = new RoleReference("user");

  /** The role that holds every permission. */
  public static final RoleReference ADMINISTRATOR = new RoleReference("admin");

  private static final Pattern LEVEL = Pattern.compile("\\d{1,2}");
  private static final Pattern ID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final RoleDao dao = new RoleDao();

  /** The role so called. Refused with {@code unknown_role}. */
  public Role find(Handle handle, RoleReference reference) {
    var text = reference.text();
    return dao.find(handle, NameKey.of(text), id(text), level(text))
        .orElseThrow(() -> new RefusedException(ErrorCode.UNKNOWN_ROLE));
  }

  private static @Nullable UUID id(String text) {
    return ID.matcher(text).matches() ? UUID.fromString(text) : null;
  }

  private static @Nullable Integer level(String text) {
    return LEVEL.matcher(text).matches() ? Integer.valueOf(text) : null;
  }

  /**
   * Refuses with {@code forbidden} unless the caller may give the role: its level isn't above the
   * caller's, and the caller holds all of its permissions.
   */
  public void requireGrantable(Caller caller, Role role) {
    if (role.level() > caller.level() || !caller.mayAll(role.permissions())) {
      throw new RefusedException(ErrorCode.FORBIDDEN);
    }
  }

  /** Gives a role to an account. */
  public void give(Handle transaction, UUID accountId, Role role) {
    dao.give(transaction, accountId, role.id());
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

  /** Refuses with {@code forbidden} unless the caller may give every role of a group. */
  void requireGroupGrantable(Handle handle, Caller caller, long groupId) {
    dao.ofGroup(handle, groupId).forEach(role -> requireGrantable(caller, role));
  }
}
