package warren.service.passwords;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.Secret;
import warren.service.passwords.CredentialDao.AccountState;
import warren.service.passwords.CredentialDao.Credential;
import warren.service.rpc.AuthenticationFailedException;
import warren.service.rpc.ClientAddress;
import warren.service.store.Store;

/**
 * Verifies passwords. The cost is one Argon2 verification, regardless of whether the name is known,
 * the password correct or the account banned; zero if the attempt is throttled. Thread-safe.
 */
final class Credentials {
  private final Store store;
  private final PasswordHasher hasher;
  private final Throttle throttle;
  private final CredentialDao dao = new CredentialDao();

  Credentials(Store store, PasswordHasher hasher, Throttle throttle) {
    this.store = store;
    this.hasher = hasher;
    this.throttle = throttle;
  }

  /**
   * Reserves an attempt for {@link #verify}. Refused with {@code throttled}.
   *
   * @param name the name that the attempt counts against
   * @param found the account with this name, if it exists
   */
  LoginAttempt reserve(
      AccountName name, Optional<Credential> found, @Nullable ClientAddress clientAddress) {
    return throttle.reserve(name, found.map(Credential::accountId).orElse(null), clientAddress);
  }

  /** Withdraws an attempt instead of verifying a password. */
  void release(LoginAttempt attempt) {
    throttle.release(attempt);
  }

  /**
   * Verifies a password and returns the credential. Holds no database connection while it hashes.
   * If the password is correct, refused with {@code banned} or {@code not_enabled}.
   *
   * @param found the account on whose name the attempt was reserved, if it exists
   * @param wrong the refusal of a wrong password or an unknown name
   */
  Credential verify(
      LoginAttempt attempt, Optional<Credential> found, Secret password, Refusal wrong) {
    var correct = hasher.verify(found.map(Credential::hash).orElse(null), password);
    if (!correct) {
      throttle.failed(attempt);
      throw found
          .map(
              credential -> AuthenticationFailedException.forAccount(credential.accountId(), wrong))
          .orElseGet(() -> AuthenticationFailedException.forUnknownName(attempt.nameKey(), wrong));
    }
    throttle.passed(attempt);
    var credential = found.orElseThrow();
    requireActive(credential, credential.state());
    return credential;
  }

  /**
   * Locks the account in the transaction that completes the login or the change of the password.
   * Refused with {@code banned} or {@code not_enabled}.
   *
   * @param wrong the refusal if the password has changed since the verification
   */
  void lock(Handle transaction, Credential credential, Refusal wrong) {
    if (!dao.lock(transaction, credential)) {
      throw AuthenticationFailedException.forAccount(credential.accountId(), wrong);
    }
    requireActive(credential, dao.state(transaction, credential.accountId(), store.now()));
  }

  /** Refuses with {@code banned} or {@code not_enabled} an account that is not active. */
  static void requireActive(Credential credential, AccountState state) {
    if (state.banned()) {
      throw AuthenticationFailedException.forAccount(
          credential.accountId(), ErrorCode.BANNED.refusal());
    }
    if (!state.enabled()) {
      throw AuthenticationFailedException.forAccount(
          credential.accountId(), ErrorCode.NOT_ENABLED.refusal());
    }
  }
}
