package warren.contracts;

import static warren.contracts.Effect.AGAIN;
import static warren.contracts.Effect.READS;
import static warren.contracts.Effect.WRITES_ONCE;
import static warren.contracts.ErrorCode.BAD_CREDENTIALS;
import static warren.contracts.ErrorCode.BANNED;
import static warren.contracts.ErrorCode.EMAIL_TAKEN;
import static warren.contracts.ErrorCode.FORBIDDEN;
import static warren.contracts.ErrorCode.IN_USE;
import static warren.contracts.ErrorCode.LAST_ADMINISTRATOR;
import static warren.contracts.ErrorCode.NAME_TAKEN;
import static warren.contracts.ErrorCode.NOT_ENABLED;
import static warren.contracts.ErrorCode.THROTTLED;
import static warren.contracts.ErrorCode.UNAUTHENTICATED;
import static warren.contracts.ErrorCode.UNKNOWN_ACCOUNT;
import static warren.contracts.ErrorCode.UNKNOWN_GROUP;
import static warren.contracts.ErrorCode.UNKNOWN_PERMISSION;
import static warren.contracts.ErrorCode.UNKNOWN_ROLE;
import static warren.contracts.ErrorCode.USERNAME_TAKEN;
import static warren.contracts.ErrorCode.WEAK_PASSWORD;
import static warren.contracts.Permission.CAN_ASSIGN_ROLES;
import static warren.contracts.Permission.CAN_BAN_USERS;
import static warren.contracts.Permission.CAN_CREATE_ACCOUNTS;
import static warren.contracts.Permission.CAN_DELETE_ACCOUNTS;
import static warren.contracts.Permission.CAN_DELETE_SELF;
import static warren.contracts.Permission.CAN_ENABLE_ACCOUNTS;
import static warren.contracts.Permission.CAN_FLAG_USERS;
import static warren.contracts.Permission.CAN_MANAGE_GROUPS;
import static warren.contracts.Permission.CAN_MANAGE_PERMISSIONS;
import static warren.contracts.Permission.CAN_MANAGE_ROLES;
import static warren.contracts.Permission.CAN_READ_ACCOUNTS;
import static warren.contracts.Permission.CAN_READ_AUDIT;
import static warren.contracts.Permission.CAN_RESET_PASSWORDS;
import static warren.contracts.Permission.CAN_REVOKE_TOKENS;
import static warren.contracts.Permission.CAN_UPDATE_ACCOUNTS;
import static warren.contracts.Permission.CAN_UPDATE_SELF;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import warren.contracts.Access.Anyone;
import warren.contracts.Access.AsRegistrationAllows;
import warren.contracts.Access.Holding;
import warren.contracts.Access.SelfHoldingOr;
import warren.contracts.Access.SelfOr;
import warren.contracts.Access.SignedIn;
import warren.contracts.Access.SignedInOrNaming;
import warren.contracts.access.AllGroups;
import warren.contracts.access.AllGroupsRequest;
import warren.contracts.access.AllPermissions;
import warren.contracts.access.AllPermissionsRequest;
import warren.contracts.access.AllRoles;
import warren.contracts.access.AllRolesRequest;
import warren.contracts.access.GroupCreateRequest;
import warren.contracts.access.GroupDataRequest;
import warren.contracts.access.GroupDeleteRequest;
import warren.contracts.access.GroupInfo;
import warren.contracts.access.PermissionCreateRequest;
import warren.contracts.access.PermissionDataRequest;
import warren.contracts.access.PermissionDeleteRequest;
import warren.contracts.access.PermissionInfo;
import warren.contracts.access.RoleCreateRequest;
import warren.contracts.access.RoleDataRequest;
import warren.contracts.access.RoleDeleteRequest;
import warren.contracts.access.RoleInfo;
import warren.contracts.access.UpdateGroupRequest;
import warren.contracts.access.UpdatePermissionRequest;
import warren.contracts.access.UpdateRoleRequest;
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
import warren.contracts.moderation.AllFlagged;
import warren.contracts.moderation.AllFlaggedRequest;
import warren.contracts.moderation.BanHistory;
import warren.contracts.moderation.BanHistoryRequest;
import warren.contracts.moderation.BanUserRequest;
import warren.contracts.moderation.FlagUserRequest;
import warren.contracts.moderation.UnbanUserRequest;
import warren.contracts.moderation.UnflagUserRequest;
import warren.contracts.passwords.AccountPasswordUpdateRequest;
import warren.contracts.passwords.AccountReset;
import warren.contracts.passwords.AccountResetRequest;
import warren.contracts.service.AuditLog;
import warren.contracts.service.AuditLogRequest;
import warren.contracts.service.ServiceStatus;
import warren.contracts.service.ServiceStatusRequest;
import warren.contracts.tokens.AllTokensInvalidation;
import warren.contracts.tokens.InvalidateAllTokensRequest;
import warren.contracts.tokens.InvalidateLoginTokenRequest;
import warren.contracts.tokens.LoginTokenRequest;
import warren.contracts.tokens.PublicKeys;
import warren.contracts.tokens.PublicKeysRequest;
import warren.contracts.tokens.Session;
import warren.contracts.tokens.SessionRequest;
import warren.contracts.tokens.TokenInvalidation;
import warren.contracts.tokens.TokenRefreshRequest;
import warren.contracts.tokens.TokenStatus;
import warren.contracts.tokens.TokenStatusRequest;

/** The protocol: every operation there is. Queues, decoding, access and documents follow it. */
public final class Catalogue {
  private static final List<Operation<?, ?>> DEFINED = new ArrayList<>();

  public static final Operation<LoginTokenRequest, Secret> LOGIN_TOKEN =
      define(
          "RequestLoginToken",
          "tokens",
          LoginTokenRequest.class,
          "ReturnAuthenticationToken",
          Secret.class,
          new Anyone(),
          AGAIN,
          "Logs in with username and password and returns a JWT.",
          BAD_CREDENTIALS,
          BANNED,
          NOT_ENABLED,
          THROTTLED);

  public static final Operation<SessionRequest, Session> SESSION =
      define(
          "RequestSession",
          "tokens",
          SessionRequest.class,
          "ReturnSession",
          Session.class,
          new Anyone(),
          AGAIN,
          "Logs in with username and password and returns an access and a refresh token.",
          BAD_CREDENTIALS,
          BANNED,
          NOT_ENABLED,
          THROTTLED);

  public static final Operation<TokenRefreshRequest, Session> TOKEN_REFRESH =
      define(
          "RequestTokenRefresh",
          "tokens",
          TokenRefreshRequest.class,
          "ReturnSession",
          Session.class,
          new Anyone(),
          AGAIN,
          "Returns the next access and refresh token of a session.",
          UNAUTHENTICATED);

  public static final Operation<InvalidateLoginTokenRequest, TokenInvalidation>
      INVALIDATE_LOGIN_TOKEN =
          define(
              "RequestInvalidateLoginToken",
              "tokens",
              InvalidateLoginTokenRequest.class,
              "ConfirmInvalidateToken",
              TokenInvalidation.class,
              new Anyone(),
              AGAIN,
              "Ends the session of a token; succeeds whatever the token.");

  public static final Operation<InvalidateAllTokensRequest, AllTokensInvalidation>
      INVALIDATE_ALL_TOKENS =
          define(
              "RequestInvalidateAllTokens",
              "tokens",
              InvalidateAllTokensRequest.class,
              "ConfirmInvalidateToken",
              AllTokensInvalidation.class,
              new SelfOr(CAN_REVOKE_TOKENS),
              WRITES_ONCE,
              "Ends all sessions of one's own account, or of the one named.",
              UNKNOWN_ACCOUNT);

  public static final Operation<TokenStatusRequest, TokenStatus> TOKEN_STATUS =
      define(
          "RequestTokenStatus",
          "tokens",
          TokenStatusRequest.class,
          "ReturnTokenStatus",
          TokenStatus.class,
          new Anyone(),
          READS,
          "Says whether a token counts, and what its account may do.");

  public static final Operation<PublicKeysRequest, PublicKeys> PUBLIC_KEYS =
      define(
          "RequestPublicKeys",
          "tokens",
          PublicKeysRequest.class,
          "ReturnPublicKeys",
          PublicKeys.class,
          new Anyone(),
          READS,
          "Returns the keys that verify tokens, as a JWKS.");

  public static final Operation<AccountCreateRequest, AccountCreation> ACCOUNT_CREATE =
      define(
          "RequestAccountCreate",
          "accounts",
          AccountCreateRequest.class,
          "ConfirmAccountCreation",
          AccountCreation.class,
          new AsRegistrationAllows(CAN_CREATE_ACCOUNTS),
          WRITES_ONCE,
          "Creates an account.",
          WEAK_PASSWORD,
          UNKNOWN_ROLE,
          UNKNOWN_GROUP,
          USERNAME_TAKEN,
          EMAIL_TAKEN,
          THROTTLED);

  public static final Operation<SignUpRequest, AccountCreation> SIGN_UP =
      define(
          "RequestSignUp",
          "accounts",
          SignUpRequest.class,
          "ConfirmSignUp",
          AccountCreation.class,
          new Anyone(),
          WRITES_ONCE,
          "Creates an account that has to be enabled, unless registration is closed.",
          WEAK_PASSWORD,
          FORBIDDEN,
          UNKNOWN_GROUP,
          USERNAME_TAKEN,
          EMAIL_TAKEN,
          THROTTLED);

  public static final Operation<AccountEnableRequest, Void> ACCOUNT_ENABLE =
      define(
          "RequestAccountEnable",
          "accounts",
          AccountEnableRequest.class,
          "ConfirmAccountUpdate",
          Void.class,
          new Holding(CAN_ENABLE_ACCOUNTS),
          WRITES_ONCE,
          "Enables or disables an account.",
          UNKNOWN_ACCOUNT,
          LAST_ADMINISTRATOR);

  public static final Operation<AccountDataRequest, AccountInfo> ACCOUNT_DATA =
      define(
          "RequestAccountData",
          "accounts",
          AccountDataRequest.class,
          "ReturnAccountInfo",
          AccountInfo.class,
          new SelfOr(CAN_READ_ACCOUNTS),
          READS,
          "Returns one's own account, or the one named.",
          UNKNOWN_ACCOUNT);

  public static final Operation<AllAccountsRequest, AllAccounts> ALL_ACCOUNTS =
      define(
          "RequestAllAccounts",
          "accounts",
          AllAccountsRequest.class,
          "ReturnAllAccounts",
          AllAccounts.class,
          new Holding(CAN_READ_ACCOUNTS),
          READS,
          "Returns the accounts that are searched for, by number.",
          UNKNOWN_ROLE,
          UNKNOWN_GROUP);

  public static final Operation<UpdateAccountRequest, AccountUpdate> UPDATE_ACCOUNT =
      define(
          "UpdateAccount",
          "accounts",
          UpdateAccountRequest.class,
          "ConfirmAccountUpdate",
          AccountUpdate.class,
          new SelfHoldingOr(CAN_UPDATE_SELF, CAN_UPDATE_ACCOUNTS),
          WRITES_ONCE,
          "Changes one's own account, or the one named.",
          UNKNOWN_ACCOUNT,
          USERNAME_TAKEN,
          EMAIL_TAKEN);

  public static final Operation<UpdateAccountPrivilegesRequest, Void> UPDATE_ACCOUNT_PRIVILEGES =
      define(
          "UpdateAccountPrivileges",
          "accounts",
          UpdateAccountPrivilegesRequest.class,
          "ConfirmAccountUpdate",
          Void.class,
          new Holding(CAN_ASSIGN_ROLES),
          WRITES_ONCE,
          "Gives an account one role in place of all that it holds.",
          UNKNOWN_ACCOUNT,
          UNKNOWN_ROLE,
          LAST_ADMINISTRATOR);

  public static final Operation<UpdateAccountRolesRequest, Void> UPDATE_ACCOUNT_ROLES =
      define(
          "UpdateAccountRoles",
          "accounts",
          UpdateAccountRolesRequest.class,
          "ConfirmAccountUpdate",
          Void.class,
          new Holding(CAN_ASSIGN_ROLES),
          WRITES_ONCE,
          "Gives an account roles in place of all that it holds.",
          UNKNOWN_ACCOUNT,
          UNKNOWN_ROLE,
          LAST_ADMINISTRATOR);

  public static final Operation<UpdateAccountGroupsRequest, Void> UPDATE_ACCOUNT_GROUPS =
      define(
          "UpdateAccountGroups",
          "accounts",
          UpdateAccountGroupsRequest.class,
          "ConfirmAccountUpdate",
          Void.class,
          new Holding(CAN_MANAGE_GROUPS),
          WRITES_ONCE,
          "Makes an account a member of groups in place of all that it is in.",
          UNKNOWN_ACCOUNT,
          UNKNOWN_GROUP);

  public static final Operation<AccountDeleteRequest, Void> ACCOUNT_DELETE =
      define(
          "RequestAccountDelete",
          "accounts",
          AccountDeleteRequest.class,
          "ConfirmAccountDeletion",
          Void.class,
          new SelfHoldingOr(CAN_DELETE_SELF, CAN_DELETE_ACCOUNTS),
          WRITES_ONCE,
          "Deletes an account and erases its personal data.",
          UNKNOWN_ACCOUNT,
          LAST_ADMINISTRATOR);

  public static final Operation<UsernameRequest, Username> USERNAME =
      define(
          "RequestUsername",
          "accounts",
          UsernameRequest.class,
          "ReturnUsername",
          Username.class,
          new Anyone(),
          READS,
          "Returns the username that belongs to an id.",
          UNKNOWN_ACCOUNT);

  public static final Operation<UsernamesRequest, UsernamesById> USERNAMES =
      define(
          "RequestUsernames",
          "accounts",
          UsernamesRequest.class,
          "ReturnUsernames",
          UsernamesById.class,
          new Anyone(),
          READS,
          "Returns the usernames that belong to ids.");

  public static final Operation<AccountPasswordUpdateRequest, Void> ACCOUNT_PASSWORD_UPDATE =
      define(
          "RequestAccountPasswordUpdate",
          "passwords",
          AccountPasswordUpdateRequest.class,
          "ConfirmSetPassword",
          Void.class,
          new SignedInOrNaming(),
          WRITES_ONCE,
          "Changes a password, for whoever knows the old one or the default password of a reset.",
          WEAK_PASSWORD,
          BAD_CREDENTIALS,
          BANNED,
          NOT_ENABLED,
          THROTTLED);

  public static final Operation<AccountResetRequest, AccountReset> ACCOUNT_RESET =
      define(
          "RequestAccountReset",
          "passwords",
          AccountResetRequest.class,
          "ConfirmAccountReset",
          AccountReset.class,
          new SelfOr(CAN_RESET_PASSWORDS),
          AGAIN,
          "Issues a code and a default password, by which a new password can be chosen.",
          UNKNOWN_ACCOUNT);

  public static final Operation<RoleCreateRequest, RoleInfo> ROLE_CREATE =
      define(
          "RequestRoleCreate",
          "access",
          RoleCreateRequest.class,
          "ConfirmRoleCreation",
          RoleInfo.class,
          new Holding(CAN_MANAGE_ROLES),
          WRITES_ONCE,
          "Creates a role.",
          UNKNOWN_PERMISSION,
          NAME_TAKEN);

  public static final Operation<RoleDataRequest, RoleInfo> ROLE_DATA =
      define(
          "RequestRoleData",
          "access",
          RoleDataRequest.class,
          "ReturnRole",
          RoleInfo.class,
          new SignedIn(),
          READS,
          "Returns a role.",
          UNKNOWN_ROLE);

  public static final Operation<AllRolesRequest, AllRoles> ALL_ROLES =
      define(
          "RequestAllRoles",
          "access",
          AllRolesRequest.class,
          "ReturnAllRoles",
          AllRoles.class,
          new SignedIn(),
          READS,
          "Returns the roles, by name.");

  public static final Operation<UpdateRoleRequest, RoleInfo> UPDATE_ROLE =
      define(
          "UpdateRole",
          "access",
          UpdateRoleRequest.class,
          "ConfirmRoleUpdate",
          RoleInfo.class,
          new Holding(CAN_MANAGE_ROLES),
          WRITES_ONCE,
          "Changes a role.",
          UNKNOWN_ROLE,
          UNKNOWN_PERMISSION,
          NAME_TAKEN,
          IN_USE);

  public static final Operation<RoleDeleteRequest, Void> ROLE_DELETE =
      define(
          "RequestRoleDelete",
          "access",
          RoleDeleteRequest.class,
          "ConfirmRoleDeletion",
          Void.class,
          new Holding(CAN_MANAGE_ROLES),
          WRITES_ONCE,
          "Deletes a role that nobody holds.",
          UNKNOWN_ROLE,
          IN_USE);

  public static final Operation<PermissionCreateRequest, PermissionInfo> PERMISSION_CREATE =
      define(
          "RequestPermissionCreate",
          "access",
          PermissionCreateRequest.class,
          "ConfirmPermissionCreation",
          PermissionInfo.class,
          new Holding(CAN_MANAGE_PERMISSIONS),
          WRITES_ONCE,
          "Creates a permission.",
          NAME_TAKEN);

  public static final Operation<PermissionDataRequest, PermissionInfo> PERMISSION_DATA =
      define(
          "RequestPermissionData",
          "access",
          PermissionDataRequest.class,
          "ReturnPermission",
          PermissionInfo.class,
          new SignedIn(),
          READS,
          "Returns a permission.",
          UNKNOWN_PERMISSION);

  public static final Operation<AllPermissionsRequest, AllPermissions> ALL_PERMISSIONS =
      define(
          "RequestAllPermissions",
          "access",
          AllPermissionsRequest.class,
          "ReturnAllPermissions",
          AllPermissions.class,
          new SignedIn(),
          READS,
          "Returns the permissions, by name.");

  public static final Operation<UpdatePermissionRequest, PermissionInfo> UPDATE_PERMISSION =
      define(
          "UpdatePermission",
          "access",
          UpdatePermissionRequest.class,
          "ConfirmPermissionUpdate",
          PermissionInfo.class,
          new Holding(CAN_MANAGE_PERMISSIONS),
          WRITES_ONCE,
          "Changes a permission.",
          UNKNOWN_PERMISSION,
          NAME_TAKEN,
          IN_USE);

  public static final Operation<PermissionDeleteRequest, Void> PERMISSION_DELETE =
      define(
          "RequestPermissionDelete",
          "access",
          PermissionDeleteRequest.class,
          "ConfirmPermissionDeletion",
          Void.class,
          new Holding(CAN_MANAGE_PERMISSIONS),
          WRITES_ONCE,
          "Deletes a permission that no role but admin has.",
          UNKNOWN_PERMISSION,
          IN_USE);

  public static final Operation<GroupCreateRequest, GroupInfo> GROUP_CREATE =
      define(
          "RequestGroupCreate",
          "access",
          GroupCreateRequest.class,
          "ConfirmGroupCreation",
          GroupInfo.class,
          new Holding(CAN_MANAGE_GROUPS),
          WRITES_ONCE,
          "Creates a group.",
          UNKNOWN_ROLE,
          NAME_TAKEN);

  public static final Operation<GroupDataRequest, GroupInfo> GROUP_DATA =
      define(
          "RequestGroupData",
          "access",
          GroupDataRequest.class,
          "ReturnGroup",
          GroupInfo.class,
          new SignedIn(),
          READS,
          "Returns a group.",
          UNKNOWN_GROUP);

  public static final Operation<AllGroupsRequest, AllGroups> ALL_GROUPS =
      define(
          "RequestAllGroups",
          "access",
          AllGroupsRequest.class,
          "ReturnAllGroups",
          AllGroups.class,
          new SignedIn(),
          READS,
          "Returns the groups, by name.");

  public static final Operation<UpdateGroupRequest, GroupInfo> UPDATE_GROUP =
      define(
          "UpdateGroup",
          "access",
          UpdateGroupRequest.class,
          "ConfirmGroupUpdate",
          GroupInfo.class,
          new Holding(CAN_MANAGE_GROUPS),
          WRITES_ONCE,
          "Changes a group.",
          UNKNOWN_ROLE,
          UNKNOWN_GROUP,
          NAME_TAKEN);

  public static final Operation<GroupDeleteRequest, Void> GROUP_DELETE =
      define(
          "RequestGroupDelete",
          "access",
          GroupDeleteRequest.class,
          "ConfirmGroupDeletion",
          Void.class,
          new Holding(CAN_MANAGE_GROUPS),
          WRITES_ONCE,
          "Deletes a group that has no members.",
          UNKNOWN_GROUP,
          IN_USE);

  public static final Operation<BanUserRequest, Void> BAN_USER =
      define(
          "RequestBanUser",
          "moderation",
          BanUserRequest.class,
          "ConfirmBanUser",
          Void.class,
          new Holding(CAN_BAN_USERS),
          WRITES_ONCE,
          "Bans an account and ends its sessions.",
          UNKNOWN_ACCOUNT,
          LAST_ADMINISTRATOR);

  public static final Operation<UnbanUserRequest, Void> UNBAN_USER =
      define(
          "RequestUnbanUser",
          "moderation",
          UnbanUserRequest.class,
          "ConfirmUnbanUser",
          Void.class,
          new Holding(CAN_BAN_USERS),
          WRITES_ONCE,
          "Lifts the ban of an account.",
          UNKNOWN_ACCOUNT);

  public static final Operation<BanHistoryRequest, BanHistory> BAN_HISTORY =
      define(
          "RequestBanHistory",
          "moderation",
          BanHistoryRequest.class,
          "ReturnBanHistory",
          BanHistory.class,
          new Holding(CAN_BAN_USERS),
          READS,
          "Returns all bans of an account, the newest first.",
          UNKNOWN_ACCOUNT);

  public static final Operation<FlagUserRequest, Void> FLAG_USER =
      define(
          "RequestFlagUser",
          "moderation",
          FlagUserRequest.class,
          "ConfirmFlagUser",
          Void.class,
          new Holding(CAN_FLAG_USERS),
          WRITES_ONCE,
          "Flags an account, for moderators to look at.",
          UNKNOWN_ACCOUNT);

  public static final Operation<UnflagUserRequest, Void> UNFLAG_USER =
      define(
          "RequestUnflagUser",
          "moderation",
          UnflagUserRequest.class,
          "ConfirmUnflagUser",
          Void.class,
          new Holding(CAN_FLAG_USERS),
          WRITES_ONCE,
          "Takes the flag of an account away.",
          UNKNOWN_ACCOUNT);

  public static final Operation<AllFlaggedRequest, AllFlagged> ALL_FLAGGED =
      define(
          "RequestAllFlagged",
          "moderation",
          AllFlaggedRequest.class,
          "ReturnAllFlagged",
          AllFlagged.class,
          new Holding(CAN_FLAG_USERS),
          READS,
          "Returns the flagged accounts, the newest flag first.");

  public static final Operation<AuditLogRequest, AuditLog> AUDIT_LOG =
      define(
          "RequestAuditLog",
          "service",
          AuditLogRequest.class,
          "ReturnAuditLog",
          AuditLog.class,
          new Holding(CAN_READ_AUDIT),
          READS,
          "Returns what was done by whom, the newest first.");

  public static final Operation<ServiceStatusRequest, ServiceStatus> SERVICE_STATUS =
      define(
          "RequestServiceStatus",
          "service",
          ServiceStatusRequest.class,
          "ReturnServiceStatus",
          ServiceStatus.class,
          new Anyone(),
          READS,
          "Says whether the service and what it needs are well.");

  /** All of them, in the order in which they stand above. */
  public static final List<Operation<?, ?>> OPERATIONS = List.copyOf(DEFINED);

  private static final Map<String, Operation<?, ?>> BY_NAME =
      OPERATIONS.stream()
          .collect(Collectors.toUnmodifiableMap(Operation::name, Function.identity()));

  private Catalogue() {}

  /** The operation of that name, which is its queue's name too. */
  public static Optional<Operation<?, ?>> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** The names of all of them. */
  public static Set<String> names() {
    return BY_NAME.keySet();
  }

  private static <Q extends Record, R> Operation<Q, R> define(
      String name,
      String feature,
      Class<Q> request,
      String replyName,
      Class<R> reply,
      Access access,
      Effect effect,
      String summary,
      ErrorCode... ownRefusals) {
    var operation =
        new Operation<>(
            name, feature, request, replyName, reply, access, effect, summary, Set.of(ownRefusals));
    DEFINED.add(operation);
    return operation;
  }
}
