package warren.service.rpc;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.Permission;
import warren.contracts.RefusedException;

/**
 * Proof of who is asking: only the {@link Authenticator} makes one, from a token that stands. What
 * it may do was read for this request. Immutable.
 */
public final class Caller {
  /** Whoever sends no token. */
  static final Caller ANONYMOUS = new Caller(null, 0, -1, false, Set.of());

  private final @Nullable UUID accountId;
  private final long number;
  private final int level;
  private final boolean administrator;
  private final Set<String> permissions;

  Caller(
      @Nullable UUID accountId,
      long number,
      int level,
      boolean administrator,
      Set<String> permissions) {
    this.accountId = accountId;
    this.number = number;
    this.level = level;
    this.administrator = administrator;
    this.permissions = permissions;
  }

  /** Whether there is no account behind this. */
  public boolean anonymous() {
    return accountId == null;
  }

  /** The caller's account; refused with {@code unauthenticated} if there is none. */
  public UUID accountId() {
    if (accountId == null) {
      throw new RefusedException(ErrorCode.UNAUTHENTICATED);
    }
    return accountId;
  }

  /** The level of the caller's highest role; -1 if anonymous. */
  public int level() {
    return level;
  }

  /** Whether the caller holds the role {@code admin}. */
  public boolean administrator() {
    return administrator;
  }

  /** Whether the caller holds a permission. */
  public boolean may(Permission permission) {
    return permissions.contains(permission.name());
  }

  /** Whether the caller holds all of these. */
  public boolean mayAll(Set<String> others) {
    return permissions.containsAll(others);
  }

  /** Whether a request that names an account, or none, is about the caller's own. */
  boolean owns(@Nullable UUID userId, @Nullable Long accountNumber) {
    return !anonymous()
        && (userId == null || userId.equals(accountId))
        && (accountNumber == null || accountNumber == number);
  }
}
