package warren.gateway.dialects.havoc;

import java.util.List;
import warren.client.Caller;
import warren.contracts.Secret;
import warren.contracts.accounts.AccountInfo;
import warren.contracts.accounts.UpdateAccountPrivilegesRequest;
import warren.contracts.accounts.UpdateAccountRequest;
import warren.contracts.passwords.AccountResetRequest;
import warren.gateway.dialects.AccountChanges;
import warren.gateway.dialects.PasswordReset;
import warren.gateway.dialects.RoleLevels;
import warren.gateway.http.Fields;

/** The changes of a user that a request contains; the user name identifies the user. */
final class UserUpdate {
  /** The fields of a user. */
  static final String[] FIELDS = {
    "username", "email", "first_name", "last_name", "password", "fk_permission_code"
  };

  private static final String[] NAMES = {"email", "first_name", "last_name"};

  private final Caller admin;
  private final Caller anonymous;
  private final AccountChanges changes = new AccountChanges();

  UserUpdate(Caller admin, Caller anonymous) {
    this.admin = admin;
    this.anonymous = anonymous;
  }

  /** The changes of this account, the password last, because it ends the sessions. */
  AccountChanges changes(AccountInfo account, Fields fields) {
    if (fields.has(NAMES)) {
      var request = names(new UpdateAccountRequest().withUserId(account.userId()), fields);
      changes.add(
          warren.contracts.Permission.CAN_UPDATE_ACCOUNTS,
          fields.present(NAMES),
          () -> admin.accounts().update(request));
    }
    if (fields.has("fk_permission_code")) {
      addPermission(account, Permission.ofCode(fields.text("fk_permission_code")));
    }
    if (fields.has("password")) {
      addPassword(account, Secret.of(fields.text("password")));
    }
    return changes;
  }

  private static UpdateAccountRequest names(UpdateAccountRequest request, Fields fields) {
    var changed = request;
    changed = fields.has("email") ? changed.withUserEmail(fields.nonEmptyOrNull("email")) : changed;
    changed =
        fields.has("first_name")
            ? changed.withFirstName(fields.nonEmptyOrNull("first_name"))
            : changed;
    return fields.has("last_name")
        ? changed.withLastName(fields.nonEmptyOrNull("last_name"))
        : changed;
  }

  /** A user who is shown with this permission keeps the role. */
  private void addPermission(AccountInfo account, Permission requested) {
    var level = RoleLevels.byName(admin).get(account.role());
    if (Permission.ofLevel(level) != requested) {
      var request = new UpdateAccountPrivilegesRequest(requested.role(), account.userId());
      changes.add(
          warren.contracts.Permission.CAN_ASSIGN_ROLES,
          List.of("fk_permission_code"),
          () -> admin.accounts().updatePrivileges(request));
    }
  }

  private void addPassword(AccountInfo account, Secret password) {
    var request = new AccountResetRequest().withUserId(account.userId());
    changes.add(
        warren.contracts.Permission.CAN_RESET_PASSWORDS,
        List.of("password"),
        () -> PasswordReset.carryOut(admin, anonymous, request, password, "password"));
  }
}
