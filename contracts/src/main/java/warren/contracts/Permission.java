package warren.contracts;

/** The built-in permissions; their names are also their names in the database. */
public enum Permission {
  CAN_UPDATE_SELF("Change one's own account"),
  CAN_DELETE_SELF("Delete one's own account"),
  CAN_READ_ACCOUNTS("Read any account"),
  CAN_BAN_USERS("Ban and unban accounts"),
  CAN_FLAG_USERS("Flag and unflag accounts"),
  CAN_CREATE_ACCOUNTS("Create accounts whatever the registration setting"),
  CAN_ENABLE_ACCOUNTS("Enable and disable accounts"),
  CAN_UPDATE_ACCOUNTS("Change any account"),
  CAN_DELETE_ACCOUNTS("Delete any account"),
  CAN_RESET_PASSWORDS("Issue password resets for any account"),
  CAN_REVOKE_TOKENS("End the sessions of any account"),
  CAN_ASSIGN_ROLES("Give roles to accounts"),
  CAN_MANAGE_ROLES("Create, change and delete roles"),
  CAN_MANAGE_PERMISSIONS("Create, change and delete permissions"),
  CAN_MANAGE_GROUPS("Create, change and delete groups and their members"),
  CAN_READ_AUDIT("Read the audit log");

  private final String description;

  Permission(String description) {
    this.description = description;
  }

  /** The purpose of the permission, in a few words. */
  public String description() {
    return description;
  }
}
