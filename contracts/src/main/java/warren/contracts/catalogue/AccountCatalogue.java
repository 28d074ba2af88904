package warren.contracts.catalogue;

import static warren.contracts.ErrorCode.EMAIL_TAKEN;
import static warren.contracts.ErrorCode.FORBIDDEN;
import static warren.contracts.ErrorCode.LAST_ADMINISTRATOR;
import static warren.contracts.ErrorCode.THROTTLED;
import static warren.contracts.ErrorCode.UNKNOWN_ACCOUNT;
import static warren.contracts.ErrorCode.UNKNOWN_GROUP;
import static warren.contracts.ErrorCode.UNKNOWN_ROLE;
import static warren.contracts.ErrorCode.USERNAME_TAKEN;
import static warren.contracts.ErrorCode.WEAK_PASSWORD;
import static warren.contracts.Permission.CAN_ASSIGN_ROLES;
import static warren.contracts.Permission.CAN_CREATE_ACCOUNTS;
import static warren.contracts.Permission.CAN_DELETE_ACCOUNTS;
import static warren.contracts.Permission.CAN_DELETE_SELF;
import static warren.contracts.Permission.CAN_ENABLE_ACCOUNTS;
import static warren.contracts.Permission.CAN_MANAGE_GROUPS;
import static warren.contracts.Permission.CAN_READ_ACCOUNTS;
import static warren.contracts.Permission.CAN_UPDATE_ACCOUNTS;
import static warren.contracts.Permission.CAN_UPDATE_SELF;
import static warren.contracts.catalogue.Feature.ACCOUNTS;
import static warren.contracts.events.EventType.ACCOUNT_CREATED;
import static warren.contracts.events.EventType.ACCOUNT_DELETED;
import static warren.contracts.events.EventType.ACCOUNT_DISABLED;
import static warren.contracts.events.EventType.ACCOUNT_ENABLED;
import static warren.contracts.events.EventType.ACCOUNT_GROUPS_CHANGED;
import static warren.contracts.events.EventType.ACCOUNT_ROLES_CHANGED;
import static warren.contracts.events.EventType.ACCOUNT_SIGN_UP_REPEATED;
import static warren.contracts.events.EventType.ACCOUNT_UPDATED;

import java.util.List;
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
import warren.contracts.catalogue.Access.Anyone;
import warren.contracts.catalogue.Access.AsRegistrationAllows;
import warren.contracts.catalogue.Access.Holding;
import warren.contracts.catalogue.Access.SelfHoldingOr;
import warren.contracts.catalogue.Access.SelfOr;

/** The operations on accounts. */
public final class AccountCatalogue {
  public static final Operation<AccountCreateRequest, AccountCreation> ACCOUNT_CREATE =
      ACCOUNTS
          .request("RequestAccountCreate", AccountCreateRequest.class)
          .reply("ConfirmAccountCreation", AccountCreation.class)
          .summary("Creates an account.")
          .access(new AsRegistrationAllows(CAN_CREATE_ACCOUNTS))
          .refusals(
              WEAK_PASSWORD, UNKNOWN_ROLE, UNKNOWN_GROUP, USERNAME_TAKEN, EMAIL_TAKEN, THROTTLED)
          .idempotent(request -> ACCOUNT_CREATED, ACCOUNT_CREATED, ACCOUNT_SIGN_UP_REPEATED);

  public static final Operation<SignUpRequest, AccountCreation> SIGN_UP =
      ACCOUNTS
          .request("RequestSignUp", SignUpRequest.class)
          .reply("ConfirmSignUp", AccountCreation.class)
          .summary(
              "Creates an account that must be enabled before its first login, unless registration is closed.")
          .access(new Anyone())
          .refusals(WEAK_PASSWORD, FORBIDDEN, UNKNOWN_GROUP, USERNAME_TAKEN, EMAIL_TAKEN, THROTTLED)
          .idempotent(request -> ACCOUNT_CREATED, ACCOUNT_CREATED, ACCOUNT_SIGN_UP_REPEATED);

  public static final Operation<AccountEnableRequest, Void> ACCOUNT_ENABLE =
      ACCOUNTS
          .request("RequestAccountEnable", AccountEnableRequest.class)
          .reply("ConfirmAccountUpdate", Void.class)
          .summary("Enables or disables an account.")
          .access(new Holding(CAN_ENABLE_ACCOUNTS))
          .refusals(UNKNOWN_ACCOUNT, LAST_ADMINISTRATOR)
          .idempotent(
              request -> request.enabled() ? ACCOUNT_ENABLED : ACCOUNT_DISABLED,
              ACCOUNT_ENABLED,
              ACCOUNT_DISABLED);

  public static final Operation<AccountDataRequest, AccountInfo> ACCOUNT_DATA =
      ACCOUNTS
          .request("RequestAccountData", AccountDataRequest.class)
          .reply("ReturnAccountInfo", AccountInfo.class)
          .summary("Returns one's own account or another account.")
          .access(new SelfOr(CAN_READ_ACCOUNTS))
          .refusals(UNKNOWN_ACCOUNT)
          .read();

  public static final Operation<AllAccountsRequest, AllAccounts> ALL_ACCOUNTS =
      ACCOUNTS
          .request("RequestAllAccounts", AllAccountsRequest.class)
          .reply("ReturnAllAccounts", AllAccounts.class)
          .summary("Returns the accounts that match a search, ordered by number.")
          .access(new Holding(CAN_READ_ACCOUNTS))
          .refusals(UNKNOWN_ROLE, UNKNOWN_GROUP)
          .read();

  public static final Operation<UpdateAccountRequest, AccountUpdate> UPDATE_ACCOUNT =
      ACCOUNTS
          .request("UpdateAccount", UpdateAccountRequest.class)
          .reply("ConfirmAccountUpdate", AccountUpdate.class)
          .summary("Changes one's own account or another account.")
          .access(new SelfHoldingOr(CAN_UPDATE_SELF, CAN_UPDATE_ACCOUNTS))
          .refusals(UNKNOWN_ACCOUNT, USERNAME_TAKEN, EMAIL_TAKEN, THROTTLED)
          .idempotent(ACCOUNT_UPDATED);

  public static final Operation<UpdateAccountPrivilegesRequest, Void> UPDATE_ACCOUNT_PRIVILEGES =
      ACCOUNTS
          .request("UpdateAccountPrivileges", UpdateAccountPrivilegesRequest.class)
          .reply("ConfirmAccountUpdate", Void.class)
          .summary("Replaces all roles of an account by one role.")
          .access(new Holding(CAN_ASSIGN_ROLES))
          .refusals(UNKNOWN_ACCOUNT, UNKNOWN_ROLE, LAST_ADMINISTRATOR)
          .idempotent(ACCOUNT_ROLES_CHANGED);

  public static final Operation<UpdateAccountRolesRequest, Void> UPDATE_ACCOUNT_ROLES =
      ACCOUNTS
          .request("UpdateAccountRoles", UpdateAccountRolesRequest.class)
          .reply("ConfirmAccountUpdate", Void.class)
          .summary("Replaces the roles of an account.")
          .access(new Holding(CAN_ASSIGN_ROLES))
          .refusals(UNKNOWN_ACCOUNT, UNKNOWN_ROLE, LAST_ADMINISTRATOR)
          .idempotent(ACCOUNT_ROLES_CHANGED);

  public static final Operation<UpdateAccountGroupsRequest, Void> UPDATE_ACCOUNT_GROUPS =
      ACCOUNTS
          .request("UpdateAccountGroups", UpdateAccountGroupsRequest.class)
          .reply("ConfirmAccountUpdate", Void.class)
          .summary("Replaces the groups of an account.")
          .access(new Holding(CAN_MANAGE_GROUPS))
          .refusals(UNKNOWN_ACCOUNT, UNKNOWN_GROUP)
          .idempotent(ACCOUNT_GROUPS_CHANGED);

  public static final Operation<AccountDeleteRequest, Void> ACCOUNT_DELETE =
      ACCOUNTS
          .request("RequestAccountDelete", AccountDeleteRequest.class)
          .reply("ConfirmAccountDeletion", Void.class)
          .summary("Deletes an account and erases its personal data.")
          .access(new SelfHoldingOr(CAN_DELETE_SELF, CAN_DELETE_ACCOUNTS))
          .refusals(UNKNOWN_ACCOUNT, LAST_ADMINISTRATOR)
          .idempotent(ACCOUNT_DELETED);

  public static final Operation<UsernameRequest, Username> USERNAME =
      ACCOUNTS
          .request("RequestUsername", UsernameRequest.class)
          .reply("ReturnUsername", Username.class)
          .summary("Returns the user name of the account with a given id.")
          .access(new Anyone())
          .refusals(UNKNOWN_ACCOUNT)
          .read();

  public static final Operation<UsernamesRequest, UsernamesById> USERNAMES =
      ACCOUNTS
          .request("RequestUsernames", UsernamesRequest.class)
          .reply("ReturnUsernames", UsernamesById.class)
          .summary("Returns the user names of the accounts with the given ids.")
          .access(new Anyone())
          .read();

  static final List<Operation<?, ?>> OPERATIONS =
      List.of(
          ACCOUNT_CREATE,
          SIGN_UP,
          ACCOUNT_ENABLE,
          ACCOUNT_DATA,
          ALL_ACCOUNTS,
          UPDATE_ACCOUNT,
          UPDATE_ACCOUNT_PRIVILEGES,
          UPDATE_ACCOUNT_ROLES,
          UPDATE_ACCOUNT_GROUPS,
          ACCOUNT_DELETE,
          USERNAME,
          USERNAMES);

  private AccountCatalogue() {}
}
