package warren.service.accounts;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.Permission;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;
import warren.contracts.accounts.AccountCreateRequest;
import warren.contracts.accounts.AccountCreation;
import warren.contracts.accounts.RoleReference;
import warren.service.access.Groups;
import warren.service.access.Role;
import warren.service.access.Roles;
import warren.service.accounts.AccountDao.NewAccount;
import warren.service.config.Registration;
import warren.service.passwords.PasswordHasher;
import warren.service.passwords.PasswordPolicy;
import warren.service.rpc.Call;
import warren.service.rpc.Caller;
import warren.service.rpc.Handler;
import warren.service.store.Ids;
import warren.service.store.NameKey;
import warren.service.store.Store;

/** RequestAccountCreate. */
final class AccountCreate implements Handler.Writes<AccountCreateRequest, AccountCreation> {
  private final Store store;
  private final Registration registration;
  private final PasswordPolicy policy;
  private final PasswordHasher hasher;
  private final Roles roles;
  private final Groups groups;
  private final AccountDao dao = new AccountDao();

  AccountCreate(
      Store store,
      Registration registration,
      PasswordPolicy policy,
      PasswordHasher hasher,
      Roles roles,
      Groups groups) {
    this.store = store;
    this.registration = registration;
    this.policy = policy;
    this.hasher = hasher;
    this.roles = roles;
    this.groups = groups;
  }

  @Override
  public boolean hashes() {
    return true;
  }

  @Override
  public Handler.Write<AccountCreation> prepare(Call<AccountCreateRequest> call) {
    var request = call.request();
    requireVisible(request.username());
    policy.check("password", request.password(), request.username(), request.userEmail());
    var account = newAccount(request, call.caller(), hasher.hash(request.password()));
    return transaction -> create(transaction, call, account);
  }

  /** Letters that show nothing are ignored when names are compared, and so can't make one. */
  private static void requireVisible(String username) {
    if (NameKey.of(username).isEmpty()) {
      throw new RefusedException(
          Refusal.ofField(
              ErrorCode.INVALID_FIELDS, "username", "must have a character that can be seen"));
    }
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

  private AccountCreation create(
      Handle transaction, Call<AccountCreateRequest> call, NewAccount account) {
    var role = role(transaction, call.caller(), call.request().role());
    insert(transaction, account);
    roles.give(transaction, account.id(), role);
    var wanted = call.request().groups();
    if (wanted != null) {
      groups.join(transaction, call.caller(), account.id(), wanted);
    }
    return new AccountCreation(account.id(), account.createdAt(), account.enabled());
  }

  private Role role(Handle transaction, Caller caller, @Nullable RoleReference wanted) {
    var standard = roles.find(transaction, Roles.DEFAULT);
    if (wanted == null) {
      return standard;
    }
    if (mayCreate(caller)) {
      var role = roles.find(transaction, wanted);
      roles.requireGrantable(caller, role);
      return role;
    }
    if (!standard.isCalled(wanted)) {
      throw new RefusedException(ErrorCode.FORBIDDEN);
    }
    return standard;
  }

  private static boolean mayCreate(Caller caller) {
    return caller.may(Permission.CAN_CREATE_ACCOUNTS);
  }

  private void insert(Handle transaction, NewAccount account) {
    if (!dao.insert(transaction, account)) {
      throw new RefusedException(
          dao.usernameTaken(transaction, account.username())
              ? Refusal.ofField(ErrorCode.USERNAME_TAKEN, "username", "is taken")
              : Refusal.ofField(ErrorCode.EMAIL_TAKEN, "user_email", "is taken"));
    }
  }
}
