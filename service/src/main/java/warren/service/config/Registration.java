package warren.service.config;

/** Whether an account can be created without a permission. */
public enum Registration {
  /** Everyone can create an account; it is enabled. */
  OPEN,
  /** Everyone can create an account; it is disabled until a user with the permission enables it. */
  APPROVAL,
  /** The permission is required. */
  CLOSED
}
