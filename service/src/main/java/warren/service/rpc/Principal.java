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
import warren.service.identity.EmailKey;
import warren.service.identity.NameKey;

/**
 * The authenticated sender of a request. Only the {@link Authenticator} creates one, from an active
 * token; its roles and permissions were read for this request. Immutable.
 */
public final class Principal {
  /** The sender of a request without a token. */
  static final Principal ANONYMOUS = new Principal(null, 0, null, null, EffectiveRoles.NONE, null);

  private final @Nullable UUID accountId;
  private final long number;
  private final @Nullable String usernameKey;
  private final @Nullable String emailKey;
  private final EffectiveRoles roles;
  private final @Nullable AccountInfo account;

  /**
   * Creates a principal.
   *
   * @param account the data of the account, only for handlers that return them
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

  /** Whether the request was sent without a token. */
  public boolean isAnonymous() {
    return accountId == null;
  }

  /** The id of the principal's account; refused with {@code unauthenticated} if anonymous. */
  public UUID accountId() {
    if (accountId == null) {
      throw new RefusedException(ErrorCode.UNAUTHENTICATED);
    }
    return accountId;
  }

  /**
   * The data of the principal's account, for a handler that {@link
   * Handler.BatchQuery#returnsPrincipal returns} them.
   *
   * @throws NullPointerException for other handlers
   */
  public AccountInfo account() {
    return Objects.requireNonNull(account);
  }

  /** The id of the principal's account; null if anonymous. */
  public @Nullable UUID accountIdOrNull() {
    return accountId;
  }

  /** The name of the highest role; empty without roles. */
  String role() {
    return roles.highestName();
  }

  /** The names of the permissions, sorted. */
  List<String> permissions() {
    return roles.permissions().stream().sorted().toList();
  }

  /** The level of the highest role; -1 without roles. */
  public int level() {
    return roles.level();
  }

  /** Whether the principal holds the role {@code admin}. */
  public boolean isAdministrator() {
    return roles.administrator();
  }

  /** Whether the principal holds a permission. */
  public boolean hasPermission(Permission permission) {
    return roles.permissions().contains(permission.name());
  }

  /**
   * Whether the principal holds all of these permissions. An administrator holds every permission,
   * including those created since the roles were read.
   */
  public boolean hasAllPermissions(Set<String> names) {
    return roles.administrator() || roles.permissions().containsAll(names);
  }

  /** Whether this is the id of the principal's account. */
  public boolean isAccount(UUID id) {
    return id.equals(accountId);
  }

  /**
   * Whether a request concerns the principal's own account: every identifier in it, if it contains
   * any, is that of the account.
   */
  boolean isOwnAccount(OnAccount request) {
    return !isAnonymous()
        && (request.userId() == null || isAccount(request.userId()))
        && (request.number() == null || request.number() == number)
        && hasUsername(request.ofUsername())
        && hasEmail(request.ofEmail());
  }

  /** Whether this is the user name of the principal's account, in any spelling, or null. */
  public boolean hasUsername(@Nullable String name) {
    return name == null || NameKey.of(name).equals(usernameKey);
  }

  /** Whether this is the e-mail address of the principal's account, in any spelling, or null. */
  public boolean hasEmail(@Nullable String address) {
    return address == null || EmailKey.of(address).equals(emailKey);
  }
}
