package warren.service.accounts;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.Permission;
import warren.contracts.RefusedException;
import warren.contracts.RoleReference;
import warren.contracts.accounts.AccountCreateRequest;
import warren.contracts.accounts.AccountCreation;
import warren.contracts.events.EventType;
import warren.service.access.Groups;
import warren.service.access.Role;
import warren.service.access.Roles;
import warren.service.config.Registration;
import warren.service.config.Settings;
import warren.service.identity.AccountNames;
import warren.service.passwords.Passwords;
import warren.service.rpc.Call;
import warren.service.rpc.Handler;
import warren.service.rpc.Principal;
import warren.service.store.Ids;
import warren.service.store.Store;

/** Handles RequestAccountCreate. */
final class AccountCreate implements Handler.MeteredCommand<AccountCreateRequest, AccountCreation> {
  private final Store store;
  private final Registration registration;
  private final boolean privacy;
  private final LookAlikes lookAlikes;
  private final CreationLimit limit;
  private final Passwords passwords;
  private final Roles roles;
  private final Groups groups;
  private final AccountDao dao = new AccountDao();
  private final TakenNamesDao takenNames = new TakenNamesDao();

  /**
   * Creates a handler.
   *
   * @param registration the mode of this operation
   */
  AccountCreate(
      Store store,
      Registration registration,
      Settings.Creation settings,
      CreationLimit limit,
      Passwords passwords,
      Roles roles) {
    this.store = store;
    this.registration = registration;
    this.privacy = settings.privacy();
    this.lookAlikes = new LookAlikes(settings.usernameScripts());
    this.limit = limit;
    this.passwords = passwords;
    this.roles = roles;
    this.groups = new Groups(roles);
  }

  @Override
  public boolean hashesPasswords() {
    return true;
  }

  @Override
  public Handler.Admission<AccountCreation> admit(Call<AccountCreateRequest> call) {
    return mayCreate(call.principal())
        ? () -> prepareCreation(call)
        : new Attempt(call, limit.countCreation(call.sender()));
  }

  /** An attempt that the limit counts, unless there is no limit. */
  private final class Attempt implements Handler.Admission<AccountCreation> {
    private final Call<AccountCreateRequest> call;
    private final Optional<UUID> id;

    Attempt(Call<AccountCreateRequest> call, Optional<UUID> id) {
      this.call = call;
      this.id = id;
    }

    @Override
    public Handler.Write<AccountCreation> prepare() {
      return prepareCreation(call);
    }

    @Override
    public void release() {
      id.ifPresent(limit::release);
    }
  }

  private Handler.Write<AccountCreation> prepareCreation(Call<AccountCreateRequest> call) {
    var request = call.request();
    AccountNames.requireValid(request.username(), request.userEmail());
    store.run(handle -> checkBeforeHashing(handle, call));
    var hash =
        passwords.hash("password", request.password(), request.username(), request.userEmail());
    var account = newAccount(request, call.principal(), hash);
    return transaction -> create(transaction, call, account);
  }

  /** Refuses a request that its transaction would refuse, because a hash is expensive. */
  private void checkBeforeHashing(Handle handle, Call<AccountCreateRequest> call) {
    var request = call.request();
    role(handle, call.principal(), request.role(), roles::find);
    var taken = takenNames.find(handle, request.username(), request.userEmail());
    if (taken.username()) {
      throw new RefusedException(AccountDao.USERNAME_TAKEN);
    }
    lookAlikes.check(handle, request.username());
    if (taken.emailOwner() != null && !concealsEmail(call.principal())) {
      throw new RefusedException(AccountDao.EMAIL_TAKEN);
    }
    groups.requireJoinable(handle, call.principal(), groupsOf(request));
  }

  private NewAccount newAccount(AccountCreateRequest request, Principal principal, String hash) {
    return new NewAccount(
        Ids.next(),
        request.username(),
        request.userEmail(),
        request.firstName(),
        request.lastName(),
        hash,
        mayCreate(principal) || registration == Registration.OPEN,
        store.now());
  }

  private Handler.WriteResult<AccountCreation> create(
      Handle transaction, Call<AccountCreateRequest> call, NewAccount account) {
    var principal = call.principal();
    var role = role(transaction, principal, call.request().role(), roles::lockShared);
    lookAlikes.lock(transaction, account.username(), null);
    if (!dao.insert(transaction, account)) {
      return nameTaken(transaction, principal, account);
    }
    roles.grant(transaction, account.id(), role);
    groups.join(transaction, principal, account.id(), groupsOf(call.request()));
    return Handler.WriteResult.ofAccount(account.id(), creation(account));
  }

  private Role role(
      Handle handle,
      Principal principal,
      @Nullable RoleReference requested,
      BiFunction<Handle, RoleReference, Role> find) {
    var defaultRole = find.apply(handle, Roles.DEFAULT);
    if (requested == null || defaultRole.matches(requested)) {
      return defaultRole;
    }
    if (!mayCreate(principal)) {
      throw new RefusedException(ErrorCode.FORBIDDEN);
    }
    var role = find.apply(handle, requested);
    roles.requireGrantable(principal, role);
    return role;
  }

  private static List<Long> groupsOf(AccountCreateRequest request) {
    return Objects.requireNonNullElse(request.groups(), List.of());
  }

  private static AccountCreation creation(NewAccount account) {
    return new AccountCreation(account.id(), account.createdAt(), account.enabled());
  }

  private static boolean mayCreate(Principal principal) {
    return principal.hasPermission(Permission.CAN_CREATE_ACCOUNTS);
  }

  private boolean concealsEmail(Principal principal) {
    return privacy && !mayCreate(principal);
  }

  /**
   * The result of an account that could not be inserted: a refusal or, if the taken e-mail address
   * is concealed, the reply for a free one. The id in this reply will never be used.
   */
  private Handler.WriteResult<AccountCreation> nameTaken(
      Handle transaction, Principal principal, NewAccount account) {
    var taken = takenNames.find(transaction, account.username(), account.email());
    if (taken.username()) {
      throw new RefusedException(AccountDao.USERNAME_TAKEN);
    }
    if (!concealsEmail(principal)) {
      throw new RefusedException(AccountDao.EMAIL_TAKEN);
    }
    if (taken.emailOwner() == null) {
      // the account that had the name or the address was erased since
      throw new RefusedException(ErrorCode.UNAVAILABLE);
    }
    return Handler.WriteResult.ofAccount(taken.emailOwner(), creation(account))
        .concealing(ErrorCode.EMAIL_TAKEN, EventType.ACCOUNT_SIGN_UP_REPEATED);
  }
}
