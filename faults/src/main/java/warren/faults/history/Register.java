package warren.faults.history;

/** A part of the state of an account or session, to which requests write and which they read. */
public enum Register {
  /** The user name, which does not change. */
  USERNAME,
  /** The first name; each write has a value of its own. */
  NAME,
  /** Whether the account is flagged. */
  FLAG,
  /** Whether the account is banned. */
  BAN,
  /** Whether the session is active. */
  SESSION
}
