package warren.service.config;

/** Who may create an account without holding the permission to. */
public enum Registration {
  /** Anybody; the account is enabled. */
  OPEN,
  /** Anybody; the account must be enabled by somebody before it may log in. */
  APPROVAL,
  /** Nobody. */
  CLOSED
}
