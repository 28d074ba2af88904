package warren.contracts.events;

import java.util.Arrays;
import java.util.List;
import warren.contracts.Catalogue;
import warren.contracts.Operation;
import warren.contracts.accounts.AccountEnableRequest;

/** What can happen: a closed list, with the operations that bring it about. */
public enum EventType {
  ACCOUNT_CREATED(
      "account.created", "An account was made.", Catalogue.ACCOUNT_CREATE, Catalogue.SIGN_UP),
  ACCOUNT_ENABLED("account.enabled", "An account may log in.", Catalogue.ACCOUNT_ENABLE),
  ACCOUNT_DISABLED(
      "account.disabled",
      "An account may log in no longer, and its sessions have ended.",
      Catalogue.ACCOUNT_ENABLE),
  ACCOUNT_UPDATED(
      "account.updated", "An account's names or address were changed.", Catalogue.UPDATE_ACCOUNT),
  ACCOUNT_ROLES_CHANGED(
      "account.roles_changed",
      "An account was given other roles.",
      Catalogue.UPDATE_ACCOUNT_PRIVILEGES,
      Catalogue.UPDATE_ACCOUNT_ROLES),
  ACCOUNT_GROUPS_CHANGED(
      "account.groups_changed",
      "An account was put into other groups.",
      Catalogue.UPDATE_ACCOUNT_GROUPS),
  ACCOUNT_DELETED("account.deleted", "An account was erased.", Catalogue.ACCOUNT_DELETE),
  ACCOUNT_BANNED(
      "account.banned", "An account was banned, and its sessions have ended.", Catalogue.BAN_USER),
  ACCOUNT_UNBANNED("account.unbanned", "An account's ban was lifted.", Catalogue.UNBAN_USER),
  ACCOUNT_FLAGGED("account.flagged", "An account was flagged.", Catalogue.FLAG_USER),
  ACCOUNT_UNFLAGGED(
      "account.unflagged", "An account's flag was taken away.", Catalogue.UNFLAG_USER),
  PASSWORD_CHANGED(
      "password.changed",
      "An account's password was changed, and its other sessions have ended.",
      Catalogue.ACCOUNT_PASSWORD_UPDATE),
  SESSION_REVOKED(
      "session.revoked",
      "A session of an account was ended, or all of them.",
      Catalogue.INVALIDATE_LOGIN_TOKEN,
      Catalogue.INVALIDATE_ALL_TOKENS),
  ROLE_CREATED("role.created", "A role was made.", Catalogue.ROLE_CREATE),
  ROLE_UPDATED("role.updated", "A role was changed.", Catalogue.UPDATE_ROLE),
  ROLE_DELETED("role.deleted", "A role was deleted.", Catalogue.ROLE_DELETE),
  PERMISSION_CREATED("permission.created", "A permission was made.", Catalogue.PERMISSION_CREATE),
  PERMISSION_UPDATED(
      "permission.updated", "A permission was changed.", Catalogue.UPDATE_PERMISSION),
  PERMISSION_DELETED(
      "permission.deleted", "A permission was deleted.", Catalogue.PERMISSION_DELETE),
  GROUP_CREATED("group.created", "A group was made.", Catalogue.GROUP_CREATE),
  GROUP_UPDATED("group.updated", "A group was changed.", Catalogue.UPDATE_GROUP),
  GROUP_DELETED("group.deleted", "A group was deleted.", Catalogue.GROUP_DELETE);

  private final String text;
  private final String summary;

  @SuppressWarnings("ImmutableEnumChecker") // no list can be changed that List.of has made
  private final List<Operation<?, ?>> operations;

  EventType(String text, String summary, Operation<?, ?>... operations) {
    this.text = text;
    this.summary = summary;
    this.operations = List.of(operations);
  }

  /** The event's {@code type} and routing key, e.g. {@code account.banned}. */
  public String text() {
    return text;
  }

  /** What has happened, in one sentence for the documentation. */
  public String summary() {
    return summary;
  }

  /** The operations that bring it about. */
  public List<Operation<?, ?>> operations() {
    return operations;
  }

  /** What has happened when the request for a write was carried out. */
  public static EventType of(Operation<?, ?> operation, Record request) {
    if (request instanceof AccountEnableRequest enabling) {
      return enabling.enabled() ? ACCOUNT_ENABLED : ACCOUNT_DISABLED;
    }
    return Arrays.stream(values())
        .filter(type -> type.operations.contains(operation))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(operation + " is told to nobody"));
  }
}
