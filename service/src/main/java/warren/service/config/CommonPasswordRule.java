package warren.service.config;

/** The treatment of new passwords that are on the list of common passwords. */
public enum CommonPasswordRule {
  /** They are refused. */
  REFUSE,
  /** They are accepted. */
  ALLOW
}
