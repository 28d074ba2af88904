package warren.contracts.events;

/** The types of domain events: a closed list. */
public enum EventType {
  ACCOUNT_CREATED("account.created", "An account was created."),
  ACCOUNT_SIGN_UP_REPEATED(
      "account.sign_up_repeated",
      "Somebody tried to create an account with the e-mail address of this account; the reply"
          + " concealed that the address is taken."),
  ACCOUNT_ENABLED("account.enabled", "An account was enabled and may log in."),
  ACCOUNT_DISABLED(
      "account.disabled", "An account was disabled; it may not log in, and its sessions ended."),
  ACCOUNT_UPDATED(
      "account.updated", "The user name, the names or the e-mail address of an account changed."),
  ACCOUNT_ROLES_CHANGED("account.roles_changed", "The roles of an account were replaced."),
  ACCOUNT_GROUPS_CHANGED("account.groups_changed", "The groups of an account were replaced."),
  ACCOUNT_DELETED("account.deleted", "An account was erased."),
  ACCOUNT_BANNED("account.banned", "An account was banned, and its sessions ended."),
  ACCOUNT_UNBANNED("account.unbanned", "The ban of an account was lifted."),
  ACCOUNT_FLAGGED("account.flagged", "An account was flagged."),
  ACCOUNT_UNFLAGGED("account.unflagged", "The flag of an account was removed."),
  PASSWORD_CHANGED(
      "password.changed", "The password of an account was changed, and its other sessions ended."),
  SESSION_REVOKED("session.revoked", "One session or all sessions of an account were ended."),
  ROLE_CREATED("role.created", "A role was created."),
  ROLE_UPDATED("role.updated", "A role was changed."),
  ROLE_DELETED("role.deleted", "A role was deleted."),
  PERMISSION_CREATED("permission.created", "A permission was created."),
  PERMISSION_UPDATED("permission.updated", "A permission was changed."),
  PERMISSION_DELETED("permission.deleted", "A permission was deleted."),
  GROUP_CREATED("group.created", "A group was created."),
  GROUP_UPDATED("group.updated", "A group was changed."),
  GROUP_DELETED("group.deleted", "A group was deleted.");

  private final String text;
  private final String summary;

  EventType(String text, String summary) {
    this.text = text;
    this.summary = summary;
  }

  /** The event's {@code type} and routing key, for example {@code account.banned}. */
  public String text() {
    return text;
  }

  /** The meaning of the event, in one sentence for the documents. */
  public String summary() {
    return summary;
  }
}
