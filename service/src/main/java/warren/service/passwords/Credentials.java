package warren.service.passwords;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.Secret;
import warren.service.passwords.CredentialDao.Credential;
import warren.service.passwords.CredentialDao.Standing;
import warren.service.rpc.AuthenticationFailedException;
import warren.service.rpc.ClientAddress;
import warren.service.store.Store;

/**
 * Checks passwords. Costs one Argon2 verification whether the name is known, the password right,
 * the account banned or not; none if it is throttled. Thread-safe.
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
   * Returns if the password is the account's. Holds no connection while it hashes. Refused with
   * {@code throttled}; with {@code banned} or {@code not_enabled} to who knows the password.
   *
   * @param username what the account was called
   * @param found the account, if there is one of that name
   * @param wrong the refusal of a wrong password, and of an unknown name
   */
  Credential verify(
      @Nullable ClientAddress clientAddress,
      String username,
      Optional<Credential> found,
      Secret password,
      Refusal wrong) {
    var attempt = throttle.reserve(username, clientAddress);
    var right = hasher.verify(found.map(Credential::hash).orElse(null), password);
    if (!right) {
      throttle.failed(attempt);
      throw found
          .map(
              credential -> AuthenticationFailedException.forAccount(credential.accountId(), wrong))
          .orElseGet(() -> AuthenticationFailedException.forUnknownName(attempt.nameKey(), wrong));
    }
    throttle.passed(attempt);
    var credential = found.orElseThrow();
    requireStanding(credential, credential.standing());
    return credential;
  }

  /**
   * Locks the account, in the transaction that lets somebody in.
   *
   * @param wrong the refusal if its password is another by now
   */
  void lock(Handle transaction, Credential credential, Refusal wrong) {
    if (!dao.lock(transaction, credential)) {
      throw AuthenticationFailedException.forAccount(credential.accountId(), wrong);
    }
    requireStanding(credential, dao.standing(transaction, credential.accountId(), store.now()));
  }

  /** Refuses with {@code banned} or {@code not_enabled} what isn't open. */
  static void requireStanding(Credential credential, Standing standing) {
    if (standing.banned()) {
      throw AuthenticationFailedException.forAccount(
          credential.accountId(), ErrorCode.BANNED.refusal());
    }
    if (!standing.enabled()) {
      throw AuthenticationFailedException.forAccount(
          credential.accountId(), ErrorCode.NOT_ENABLED.refusal());
    }
  }
}
