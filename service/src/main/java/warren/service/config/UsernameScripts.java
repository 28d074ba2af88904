package warren.service.config;

/** The scripts of new user names. */
public enum UsernameScripts {
  /** Names that mix scripts, or look like a name in another script, are refused. */
  RESTRICTED,
  /** All scripts and mixtures are accepted. */
  ANY
}
