package warren.service.passwords;

import warren.contracts.Secret;
import warren.service.identity.UsablePassword;

/** Replaces the hash of an account without a password. It matches no password. */
record UnusablePassword() implements ImportedHash {

  @Override
  public boolean matches(Secret password) {
    return false;
  }

  @Override
  public String text() {
    return UsablePassword.NO_PASSWORD.substring(STORED_PREFIX.length());
  }
}
