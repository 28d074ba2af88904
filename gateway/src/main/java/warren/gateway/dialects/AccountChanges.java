package warren.gateway.dialects;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
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

  /** Carries out the changes, if the caller holds the permissions for all of them. */
  public void carryOut(Context context, Caller caller) {
    if (changes.size() > 1) {
      requirePermissions(caller);
    }
    var applied = new ArrayList<String>();
    for (var change : changes) {
      try {
        change.operation().run();
      } catch (RuntimeException e) {
        if (!applied.isEmpty()) {
          context.header(APPLIED, String.join(", ", applied));
        }
        throw e;
      }
      applied.addAll(change.fields());
    }
  }

  /** The service decides on the first change, whose refusal leaves everything unchanged. */
  private void requirePermissions(Caller caller) {
    var held = caller.tokens().status(new TokenStatusRequest()).permissions();
    if (held == null) {
      throw new RefusedException(ErrorCode.UNAUTHENTICATED);
    }
    if (!changes.stream()
        .skip(1)
        .map(change -> change.permission().name())
        .allMatch(held::contains)) {
      throw new RefusedException(ErrorCode.FORBIDDEN);
    }
  }
}
