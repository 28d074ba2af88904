package warren.gateway.dialects;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import warren.client.Caller;
import warren.contracts.ErrorCode;
import warren.contracts.Permission;
import warren.contracts.RefusedException;
import warren.contracts.tokens.TokenStatusRequest;

/**
 * The changes of an account that one HTTP request contains, for which the service has several
 * operations. They are carried out in the order in which they were added, until one is refused.
 */
public final class AccountChanges {
  /** The header of a failed request that names the fields that were changed before the failure. */
  private static final String APPLIED = "X-Applied-Fields";

  private final List<Change> changes = new ArrayList<>();
  private final List<String> applied = new ArrayList<>();

  private record Change(Permission permission, List<String> fields, Runnable operation) {}

  /**
   * Adds a change.
   *
   * @param permission the permission that the operation requires
   * @param fields the fields of the request that contain the change
   */
  public void add(Permission permission, List<String> fields, Runnable operation) {
    changes.add(new Change(permission, fields, operation));
  }

  /** Notes fields that this request has already changed. */
  public void addApplied(String... fields) {
    applied.addAll(List.of(fields));
  }

  /**
   * Carries out the changes, if the caller holds the permissions for all of them. The service
   * decides on the first one, whose refusal leaves everything unchanged.
   */
  public void carryOut(Context context, Caller caller) {
    if (changes.size() > 1) {
      requirePermissions(caller, changes.stream().skip(1).map(Change::permission).toList());
    }
    for (var change : changes) {
      try {
        change.operation().run();
      } catch (RuntimeException e) {
        throw withApplied(context, e);
      }
      applied.addAll(change.fields());
    }
  }

  /** The same, then reads the new state, which also fails if a change has ended the session. */
  public <T> T carryOut(Context context, Caller caller, Supplier<T> state) {
    carryOut(context, caller);
    try {
      return state.get();
    } catch (RuntimeException e) {
      throw withApplied(context, e);
    }
  }

  private RuntimeException withApplied(Context context, RuntimeException failure) {
    if (!applied.isEmpty()) {
      context.header(APPLIED, String.join(", ", applied));
    }
    return failure;
  }

  /** Refuses a caller who does not hold all of these permissions. */
  public static void requirePermissions(Caller caller, List<Permission> required) {
    var held = caller.tokens().status(new TokenStatusRequest()).permissions();
    if (held == null) {
      throw new RefusedException(ErrorCode.UNAUTHENTICATED);
    }
    if (!held.containsAll(required.stream().map(Permission::name).toList())) {
      throw new RefusedException(ErrorCode.FORBIDDEN);
    }
  }
}
