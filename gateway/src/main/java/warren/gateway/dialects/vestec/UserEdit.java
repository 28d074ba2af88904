package warren.gateway.dialects.vestec;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import warren.client.Caller;
import warren.contracts.ErrorCode;
import warren.contracts.Permission;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;
import warren.contracts.RoleReference;
import warren.contracts.accounts.AccountEnableRequest;
import warren.contracts.accounts.AccountInfo;
import warren.contracts.accounts.UpdateAccountPrivilegesRequest;
import warren.contracts.accounts.UpdateAccountRequest;
import warren.gateway.dialects.AccountChanges;
import warren.gateway.dialects.RoleLevels;
import warren.gateway.http.Fields;

/**
 * The changes of a user that a request contains. Clients send all fields: those that equal the
 * present values change nothing, so that, for example, a moderator, who is shown as a user, keeps
 * the role.
 */
final class UserEdit {
  /** Clients name the access rights {@code type}, the document {@code access_rights}. */
  static final String[] FIELDS = {"username", "name", "email", "type", "access_rights", "enabled"};

  private static final int ADMINISTRATOR = 1;
  private static final int USER = 0;

  private final Caller caller;
  private final AccountInfo account;
  private final AccountChanges changes = new AccountChanges();

  UserEdit(Caller caller, AccountInfo account) {
    this.caller = caller;
    this.account = account;
  }

  /** The changes that this body contains. */
  AccountChanges changes(Fields body) {
    addNames(body);
    for (var field : body.present("type", "access_rights")) {
      addAccessRights(field, accessRights(field, body.text(field)));
    }
    addEnabled(body);
    return changes;
  }

  private void addNames(Fields body) {
    var request = new UpdateAccountRequest().withUserId(account.userId());
    var changed = request;
    if (body.has("name") && !body.text("name").strip().equals(name(account))) {
      var name = PersonName.of(body.text("name"));
      var first = name.first().isEmpty() ? null : name.first();
      changed = changed.withFirstName(first).withLastName(name.last());
    }
    if (body.has("email") && !Objects.equals(body.nonEmptyOrNull("email"), account.userEmail())) {
      changed = changed.withUserEmail(body.nonEmptyOrNull("email"));
    }
    if (!changed.equals(request)) {
      var update = changed;
      changes.add(
          Permission.CAN_UPDATE_ACCOUNTS,
          body.present("name", "email"),
          () -> caller.accounts().update(update));
    }
  }

  private void addAccessRights(String field, int requested) {
    if (requested != accessRights(account, RoleLevels.byName(caller))) {
      var role = new RoleReference(requested == ADMINISTRATOR ? "admin" : "user");
      var request = new UpdateAccountPrivilegesRequest(role, account.userId());
      changes.add(
          Permission.CAN_ASSIGN_ROLES,
          List.of(field),
          () -> caller.accounts().updatePrivileges(request));
    }
  }

  private void addEnabled(Fields body) {
    if (body.has("enabled") && body.flag("enabled") != account.enabled()) {
      var request = new AccountEnableRequest(account.userId(), !account.enabled());
      changes.add(
          Permission.CAN_ENABLE_ACCOUNTS,
          List.of("enabled"),
          () -> caller.accounts().enable(request));
    }
  }

  private static int accessRights(String field, String text) {
    return switch (text) {
      case "user", "0" -> USER;
      case "administrator", "1" -> ADMINISTRATOR;
      default ->
          throw new RefusedException(
              Refusal.ofField(
                  ErrorCode.INVALID_FIELDS, field, "must be user, administrator, 0 or 1"));
    };
  }

  /**
   * The access rights of an account.
   *
   * @param levels the levels of roles by name
   */
  static int accessRights(AccountInfo account, Map<String, Integer> levels) {
    return levels.getOrDefault(account.role(), 0) >= Vestec.ADMINISTRATOR_LEVEL
        ? ADMINISTRATOR
        : USER;
  }

  /** The full name; empty if the account has none. */
  static String name(AccountInfo account) {
    return Stream.of(account.firstName(), account.lastName())
        .filter(Objects::nonNull)
        .collect(Collectors.joining(" "));
  }
}
