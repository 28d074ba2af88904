package warren.service.config;

/** The treatment of fields that an operation does not have. */
public enum UnknownFieldRule {
  /** The fields are ignored; the reply to a write lists them. */
  IGNORE,
  /** The request is refused. */
  REFUSE
}
