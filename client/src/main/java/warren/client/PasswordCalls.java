package warren.client;

import java.util.concurrent.CompletableFuture;
import warren.contracts.catalogue.PasswordCatalogue;
import warren.contracts.passwords.AccountPasswordUpdateRequest;
import warren.contracts.passwords.AccountReset;
import warren.contracts.passwords.AccountResetRequest;

/** Passwords and their reset. {@link Caller} describes the exceptions. Immutable. */
public final class PasswordCalls {
  private final Caller caller;

  PasswordCalls(Caller caller) {
    this.caller = caller;
  }

  /**
   * Changes a password; requires the old password or the default password of a reset: {@code
   * RequestAccountPasswordUpdate}.
   */
  public void update(AccountPasswordUpdateRequest request) {
    caller.call(PasswordCatalogue.ACCOUNT_PASSWORD_UPDATE, request);
  }

  /** The same as {@link #update}, without waiting. */
  public CompletableFuture<Void> updateAsync(AccountPasswordUpdateRequest request) {
    return caller.callAsync(PasswordCatalogue.ACCOUNT_PASSWORD_UPDATE, request);
  }

  /**
   * Issues a code and a default password for a new password, with the account's e-mail address:
   * {@code RequestAccountReset}.
   */
  public AccountReset reset(AccountResetRequest request) {
    return caller.call(PasswordCatalogue.ACCOUNT_RESET, request);
  }

  /** The same as {@link #reset}, without waiting. */
  public CompletableFuture<AccountReset> resetAsync(AccountResetRequest request) {
    return caller.callAsync(PasswordCatalogue.ACCOUNT_RESET, request);
  }
}
