package warren.service.rpc;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.OnAccount;
import warren.contracts.Permission;
import warren.contracts.RefusedException;
import warren.contracts.accounts.AccountInfo;
import warren.service.identity.EffectiveRoles;
import warren.service.identity.NameKey;

/**
 * Proof of who is asking: only the {@link Authenticator} makes one, from a token that stands. What
 * it may do was read for this request. Immutable.
 */
public final class Principal {
  /** Whoever sends no token. */
  static final Principal ANONYMOUS = new Principal(null, 0, null, null, EffectiveRoles.NONE, null);

  private final @Nullable UUID accountId;
  private final long number;
  private final @Nullable String usernameKey;
  private final @Nullable String emailKey;
  private final EffectiveRoles roles;
  private final @Nullable AccountInfo account;

  /**
   * @param account only where it is to be shown
   */
  Principal(
      @Nullable UUID accountId,
      long number,
      @Nullable String usernameKey,
      @Nullable String emailKey,
      EffectiveRoles roles,
      @Nullable AccountInfo account) {
    this.accountId = accountId;
    this.number = number;
    this.usernameKey = usernameKey;
    this.emailKey = emailKey;
    this.roles = roles;
    this.account = account;
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

  /**
   * What is shown of it, for a handler that {@link Handler.BatchQuery#returnsPrincipal shows} it.
   */
  public AccountInfo account() {
    return Objects.requireNonNull(account);
  }

  /** The caller's account; null if there is none. */
  public @Nullable UUID idOrNull() {
    return accountId;
  }

  /** The name of the caller's highest role; empty without any. */
  String role() {
    return roles.highestName();
  }

  /** The names of the caller's permissions, sorted. */
  List<String> permissions() {
    return roles.permissions().stream().sorted().toList();
  }

  /** The level of the caller's highest role; -1 if anonymous. */
  public int level() {
    return roles.level();
  }

  /** Whether the caller holds the role {@code admin}. */
  public boolean administrator() {
    return roles.administrator();
  }

  /** Whether the caller holds a permission. */
  public boolean may(Permission permission) {
    return roles.permissions().contains(permission.name());
  }

  /** Whether the caller holds all of these; an administrator also what was created just now. */
  public boolean mayAll(Set<String> others) {
    return roles.administrator() || roles.permissions().containsAll(others);
  }

  /** Whether this is the caller's account. */
  public boolean is(UUID id) {
    return id.equals(accountId);
  }

  /** Whether a request that names an account, or none, is about the caller's own. */
  boolean owns(OnAccount request) {
    return !anonymous()
        && (request.userId() == null || is(request.userId()))
        && (request.number() == null || request.number() == number)
        && isKey(request.ofUsername(), usernameKey)
        && isKey(request.ofEmail(), emailKey);
  }

  private static boolean isKey(@Nullable String name, @Nullable String key) {
    return name == null || NameKey.of(name).equals(key);
  }
}
