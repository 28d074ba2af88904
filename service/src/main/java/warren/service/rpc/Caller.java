package warren.service.rpc;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.OnAccount;
import warren.contracts.Permission;
import warren.contracts.RefusedException;
import warren.contracts.accounts.AccountInfo;
import warren.service.store.NameKey;

/**
 * Proof of who is asking: only the {@link Authenticator} makes one, from a token that stands. What
 * it may do was read for this request. Immutable.
 */
public final class Caller {
  /** Whoever sends no token. */
  static final Caller ANONYMOUS = new Caller(null, null, null, -1, false, Set.of());

  private final @Nullable AccountInfo account;
  private final @Nullable String usernameKey;
  private final @Nullable String emailKey;
  private final int level;
  private final boolean administrator;
  private final Set<String> permissions;

  Caller(
      @Nullable AccountInfo account,
      @Nullable String usernameKey,
      @Nullable String emailKey,
      int level,
      boolean administrator,
      Set<String> permissions) {
    this.account = account;
    this.usernameKey = usernameKey;
    this.emailKey = emailKey;
    this.level = level;
    this.administrator = administrator;
    this.permissions = permissions;
  }

  /** Whether there is no account behind this. */
  public boolean anonymous() {
    return account == null;
  }

  /** The caller's account; refused with {@code unauthenticated} if there is none. */
  public UUID accountId() {
    return account().userId();
  }

  /** The same, with what is shown of it, as it was when the request was taken up. */
  public AccountInfo account() {
    if (account == null) {
      throw new RefusedException(ErrorCode.UNAUTHENTICATED);
    }
    return account;
  }

  /** The caller's account; null if there is none. */
  public @Nullable UUID idOrNull() {
    return account == null ? null : account.userId();
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

  /** What the caller may do, by name. */
  public List<String> permissions() {
    return permissions.stream().sorted().toList();
  }

  /** Whether the caller holds all of these; an administrator also what was created just now. */
  public boolean mayAll(Set<String> others) {
    return administrator || permissions.containsAll(others);
  }

  /** Whether this is the caller's account. */
  public boolean is(UUID id) {
    return id.equals(idOrNull());
  }

  /** Whether a request that names an account, or none, is about the caller's own. */
  boolean owns(OnAccount request) {
    return account != null
        && (request.userId() == null || is(request.userId()))
        && (request.number() == null || request.number() == account.number())
        && isKey(request.ofUsername(), usernameKey)
        && isKey(request.ofEmail(), emailKey);
  }

  private static boolean isKey(@Nullable String name, @Nullable String key) {
    return name == null || NameKey.of(name).equals(key);
  }
}
