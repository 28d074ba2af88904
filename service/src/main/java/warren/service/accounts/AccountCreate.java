package warren.service.accounts;

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
import warren.service.passwords.Passwords;
import warren.service.rpc.Call;
import warren.service.rpc.Caller;
import warren.service.rpc.Handler;
import warren.service.rpc.Source;
import warren.service.store.Ids;
import warren.service.store.NameKey;
import warren.service.store.Store;

/** RequestAccountCreate. */
final class AccountCreate implements Handler.Writes<AccountCreateRequest, AccountCreation> {
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
  public boolean hashes() {
    return true;
  }

  @Override
  public Handler.Write<AccountCreation> prepare(Call<AccountCreateRequest> call) {
    var request = call.request();
    NameKey.requireVisible("username", request.username());
    var source = limited(call);
    if (source != null) {
      limit.check(source);
    }
    var hash =
        passwords.hash("password", request.password(), request.username(), request.userEmail());
    var account = newAccount(request, call.caller(), hash);
    return transaction -> {
      if (source != null) {
        limit.count(transaction, source);
      }
      return create(transaction, call, account);
    };
  }

  /** The address that this creation is counted by; null if it isn't. */
  private static @Nullable Source limited(Call<?> call) {
    var source = call.origin().source();
    return source != null && source.honoured() && !mayCreate(call.caller()) ? source : null;
  }

  private NewAccount newAccount(AccountCreateRequest request, Caller caller, String hash) {
    return new NewAccount(
        Ids.next(),
        request.username(),
        request.userEmail(),
        request.firstName(),
        request.lastName(),
        hash,
        mayCreate(caller) || registration == Registration.OPEN,
        store.now());
  }

  private Handler.Done<AccountCreation> create(
      Handle transaction, Call<AccountCreateRequest> call, NewAccount account) {
    var role = role(transaction, call.caller(), call.request().role());
    insert(transaction, account);
    roles.give(transaction, account.id(), role);
    var wanted = call.request().groups();
    if (wanted != null) {
      groups.join(transaction, call.caller(), account.id(), wanted);
    }
    return Handler.Done.on(
        account.id(), new AccountCreation(account.id(), account.createdAt(), account.enabled()));
  }

  private Role role(Handle transaction, Caller caller, @Nullable RoleReference wanted) {
    var standard = roles.share(transaction, Roles.DEFAULT);
    if (wanted == null || standard.isCalled(wanted)) {
      return standard;
    }
    if (!mayCreate(caller)) {
      throw new RefusedException(ErrorCode.FORBIDDEN);
    }
    var role = roles.share(transaction, wanted);
    roles.requireGrantable(caller, role);
    return role;
  }

  private static boolean mayCreate(Caller caller) {
    return caller.may(Permission.CAN_CREATE_ACCOUNTS);
  }

  private void insert(Handle transaction, NewAccount account) {
    if (!dao.insert(transaction, account)) {
      throw dao.taken(transaction, account.username());
    }
  }
}
