package warren.client;

import java.util.concurrent.CompletableFuture;
import warren.contracts.accounts.AccountCreateRequest;
import warren.contracts.accounts.AccountCreation;
import warren.contracts.accounts.AccountDataRequest;
import warren.contracts.accounts.AccountDeleteRequest;
import warren.contracts.accounts.AccountEnableRequest;
import warren.contracts.accounts.AccountInfo;
import warren.contracts.accounts.AccountUpdate;
import warren.contracts.accounts.AllAccounts;
import warren.contracts.accounts.AllAccountsRequest;
import warren.contracts.accounts.SignUpRequest;
import warren.contracts.accounts.UpdateAccountGroupsRequest;
import warren.contracts.accounts.UpdateAccountPrivilegesRequest;
import warren.contracts.accounts.UpdateAccountRequest;
import warren.contracts.accounts.UpdateAccountRolesRequest;
import warren.contracts.accounts.Username;
import warren.contracts.accounts.UsernameRequest;
import warren.contracts.accounts.UsernamesById;
import warren.contracts.accounts.UsernamesRequest;
import warren.contracts.catalogue.AccountCatalogue;

/** Accounts. {@link Caller} describes the exceptions. Immutable. */
public final class AccountCalls {
  private final Caller caller;

  AccountCalls(Caller caller) {
    this.caller = caller;
  }

  /** Creates an account: {@code RequestAccountCreate}. */
  public AccountCreation create(AccountCreateRequest request) {
    return caller.call(AccountCatalogue.ACCOUNT_CREATE, request);
  }

  /** The same as {@link #create}, without waiting. */
  public CompletableFuture<AccountCreation> createAsync(AccountCreateRequest request) {
    return caller.callAsync(AccountCatalogue.ACCOUNT_CREATE, request);
  }

  /**
   * Creates an account that must be enabled before its first login, unless registration is closed:
   * {@code RequestSignUp}.
   */
  public AccountCreation signUp(SignUpRequest request) {
    return caller.call(AccountCatalogue.SIGN_UP, request);
  }

  /** The same as {@link #signUp}, without waiting. */
  public CompletableFuture<AccountCreation> signUpAsync(SignUpRequest request) {
    return caller.callAsync(AccountCatalogue.SIGN_UP, request);
  }

  /** Enables or disables an account: {@code RequestAccountEnable}. */
  public void enable(AccountEnableRequest request) {
    caller.call(AccountCatalogue.ACCOUNT_ENABLE, request);
  }

  /** The same as {@link #enable}, without waiting. */
  public CompletableFuture<Void> enableAsync(AccountEnableRequest request) {
    return caller.callAsync(AccountCatalogue.ACCOUNT_ENABLE, request);
  }

  /** Returns one's own account or another account: {@code RequestAccountData}. */
  public AccountInfo data(AccountDataRequest request) {
    return caller.call(AccountCatalogue.ACCOUNT_DATA, request);
  }

  /** The same as {@link #data}, without waiting. */
  public CompletableFuture<AccountInfo> dataAsync(AccountDataRequest request) {
    return caller.callAsync(AccountCatalogue.ACCOUNT_DATA, request);
  }

  /** Returns the accounts that match a search, ordered by number: {@code RequestAllAccounts}. */
  public AllAccounts all(AllAccountsRequest request) {
    return caller.call(AccountCatalogue.ALL_ACCOUNTS, request);
  }

  /** The same as {@link #all}, without waiting. */
  public CompletableFuture<AllAccounts> allAsync(AllAccountsRequest request) {
    return caller.callAsync(AccountCatalogue.ALL_ACCOUNTS, request);
  }

  /** Changes one's own account or another account: {@code UpdateAccount}. */
  public AccountUpdate update(UpdateAccountRequest request) {
    return caller.call(AccountCatalogue.UPDATE_ACCOUNT, request);
  }

  /** The same as {@link #update}, without waiting. */
  public CompletableFuture<AccountUpdate> updateAsync(UpdateAccountRequest request) {
    return caller.callAsync(AccountCatalogue.UPDATE_ACCOUNT, request);
  }

  /** Replaces all roles of an account by one role: {@code UpdateAccountPrivileges}. */
  public void updatePrivileges(UpdateAccountPrivilegesRequest request) {
    caller.call(AccountCatalogue.UPDATE_ACCOUNT_PRIVILEGES, request);
  }

  /** The same as {@link #updatePrivileges}, without waiting. */
  public CompletableFuture<Void> updatePrivilegesAsync(UpdateAccountPrivilegesRequest request) {
    return caller.callAsync(AccountCatalogue.UPDATE_ACCOUNT_PRIVILEGES, request);
  }

  /** Replaces the roles of an account: {@code UpdateAccountRoles}. */
  public void updateRoles(UpdateAccountRolesRequest request) {
    caller.call(AccountCatalogue.UPDATE_ACCOUNT_ROLES, request);
  }

  /** The same as {@link #updateRoles}, without waiting. */
  public CompletableFuture<Void> updateRolesAsync(UpdateAccountRolesRequest request) {
    return caller.callAsync(AccountCatalogue.UPDATE_ACCOUNT_ROLES, request);
  }

  /** Replaces the groups of an account: {@code UpdateAccountGroups}. */
  public void updateGroups(UpdateAccountGroupsRequest request) {
    caller.call(AccountCatalogue.UPDATE_ACCOUNT_GROUPS, request);
  }

  /** The same as {@link #updateGroups}, without waiting. */
  public CompletableFuture<Void> updateGroupsAsync(UpdateAccountGroupsRequest request) {
    return caller.callAsync(AccountCatalogue.UPDATE_ACCOUNT_GROUPS, request);
  }

  /** Deletes an account and erases its personal data: {@code RequestAccountDelete}. */
  public void delete(AccountDeleteRequest request) {
    caller.call(AccountCatalogue.ACCOUNT_DELETE, request);
  }

  /** The same as {@link #delete}, without waiting. */
  public CompletableFuture<Void> deleteAsync(AccountDeleteRequest request) {
    return caller.callAsync(AccountCatalogue.ACCOUNT_DELETE, request);
  }

  /** Returns the user name of the account with a given id: {@code RequestUsername}. */
  public Username username(UsernameRequest request) {
    return caller.call(AccountCatalogue.USERNAME, request);
  }

  /** The same as {@link #username}, without waiting. */
  public CompletableFuture<Username> usernameAsync(UsernameRequest request) {
    return caller.callAsync(AccountCatalogue.USERNAME, request);
  }

  /** Returns the user names of the accounts with the given ids: {@code RequestUsernames}. */
  public UsernamesById usernames(UsernamesRequest request) {
    return caller.call(AccountCatalogue.USERNAMES, request);
  }

  /** The same as {@link #usernames}, without waiting. */
  public CompletableFuture<UsernamesById> usernamesAsync(UsernamesRequest request) {
    return caller.callAsync(AccountCatalogue.USERNAMES, request);
  }
}
