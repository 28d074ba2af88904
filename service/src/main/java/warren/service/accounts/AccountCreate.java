package warren.service.accounts;

import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.Permission;
import warren.contracts.RefusedException;
import warren.contracts.RoleReference;
import warren.contracts.accounts.AccountCreateRequest;
import warren.contracts.accounts.AccountCreation;
import warren.service.access.Groups;
import warren.service.access.Role;
import warren.service.access.Roles;
import warren.service.accounts.AccountDao.NewAccount;
import warren.service.config.Registration;
import warren.service.identity.NameKey;
import warren.service.passwords.Passwords;
import warren.service.rpc.Call;
import warren.service.rpc.ClientAddress;
import warren.service.rpc.Handler;
import warren.service.rpc.Principal;
import warren.service.store.Ids;
import warren.service.store.Store;

/** Handles RequestAccountCreate. */
final class AccountCreate implements Handler.MeteredCommand<AccountCreateRequest, AccountCreation> {
  private final Store store;
  private final Registration registration;
  private final CreationLimit limit;
  private final Passwords passwords;
  private final Roles roles;
  private final Groups groups;
  private final AccountDao dao = new AccountDao();

  AccountCreate(
      Store store,
      Registration registration,
      CreationLimit limit,
      Passwords passwords,
      Roles roles) {
    this.store = store;
    this.registration = registration;
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
    var clientAddress = countedAddress(call);
    return clientAddress == null
        ? () -> prepareCreation(call)
        : new Attempt(call, limit.count(clientAddress));
  }

  /** An attempt that the limit counts. */
  private final class Attempt implements Handler.Admission<AccountCreation> {
    private final Call<AccountCreateRequest> call;
    private final UUID id;

    Attempt(Call<AccountCreateRequest> call, UUID id) {
      this.call = call;
      this.id = id;
    }

    @Override
    public Handler.Write<AccountCreation> prepare() {
      return prepareCreation(call);
    }

    @Override
    public void release() {
      limit.release(id);
    }
  }

  private Handler.Write<AccountCreation> prepareCreation(Call<AccountCreateRequest> call) {
    var request = call.request();
    NameKey.requireVisible("username", request.username());
    var hash =
        passwords.hash("password", request.password(), request.username(), request.userEmail());
    var account = newAccount(request, call.principal(), hash);
    return transaction -> create(transaction, call, account);
  }

  /** The address whose creations are limited; null if this creation is not limited. */
  private static @Nullable ClientAddress countedAddress(Call<?> call) {
    var clientAddress = call.context().clientAddress();
    return clientAddress != null && clientAddress.trusted() && !mayCreate(call.principal())
        ? clientAddress
        : null;
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
    var role = role(transaction, call.principal(), call.request().role());
    insert(transaction, account);
    roles.grant(transaction, account.id(), role);
    var requested = call.request().groups();
    if (requested != null) {
      groups.join(transaction, call.principal(), account.id(), requested);
    }
    return Handler.WriteResult.ofAccount(
        account.id(), new AccountCreation(account.id(), account.createdAt(), account.enabled()));
  }

  private Role role(Handle transaction, Principal principal, @Nullable RoleReference requested) {
    var defaultRole = roles.lockShared(transaction, Roles.DEFAULT);
    if (requested == null || defaultRole.matches(requested)) {
      return defaultRole;
    }
    if (!mayCreate(principal)) {
      throw new RefusedException(ErrorCode.FORBIDDEN);
    }
    var role = roles.lockShared(transaction, requested);
    roles.requireGrantable(principal, role);
    return role;
  }

  private static boolean mayCreate(Principal principal) {
    return principal.hasPermission(Permission.CAN_CREATE_ACCOUNTS);
  }

  private void insert(Handle transaction, NewAccount account) {
    if (!dao.insert(transaction, account)) {
      throw dao.takenRefusal(transaction, account.username());
    }
  }
}
