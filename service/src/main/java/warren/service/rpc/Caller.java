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
import warren.service.store.NameKey;
import warren.service.store.RoleDefinitions;

/**
 * Proof of who is asking: only the {@link Authenticator} makes one, from a token that stands. What
 * it may do was read for this request. Immutable.
 */
public final class Caller {
  /** Whoever sends no token. */
  static final Caller ANONYMOUS =
      new Caller(null, 0, null, null, RoleDefinitions.Held.NOTHING, null);

  private final @Nullable UUID accountId;
  private final long number;
  private final @Nullable String usernameKey;
  private final @Nullable String emailKey;
  private final RoleDefinitions.Held held;
  private final @Nullable AccountInfo account;

  /**
   * @param account only where it is to be shown
   */
  Caller(
      @Nullable UUID accountId,
      long number,
      @Nullable String usernameKey,
      @Nullable String emailKey,
      RoleDefinitions.Held held,
      @Nullable AccountInfo account) {
    this.accountId = accountId;
    this.number = number;
    this.usernameKey = usernameKey;
    this.emailKey = emailKey;
    this.held = held;
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

  /** What is shown of it, for a handler that {@link Handler.Looks#showsCaller shows} it. */
  public AccountInfo account() {
    return Objects.requireNonNull(account);
  }

  /** The caller's account; null if there is none. */
  public @Nullable UUID idOrNull() {
    return accountId;
  }

  /** The name of the caller's highest role; empty without any. */
  String role() {
    return held.roles().isEmpty() ? "" : held.roles().get(0).name();
  }

  /** The names of the caller's permissions, sorted. */
  List<String> permissions() {
    return held.permissions().stream().sorted().toList();
  }

  /** The level of the caller's highest role; -1 if anonymous. */
  public int level() {
    return held.level();
  }

  /** Whether the caller holds the role {@code admin}. */
  public boolean administrator() {
    return held.administrator();
  }

  /** Whether the caller holds a permission. */
  public boolean may(Permission permission) {
    return held.permissions().contains(permission.name());
  }

  /** Whether the caller holds all of these; an administrator also what was created just now. */
  public boolean mayAll(Set<String> others) {
    return held.administrator() || held.permissions().containsAll(others);
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
