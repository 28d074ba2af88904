package warren.service.passwords;

import java.util.UUID;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.Secret;
import warren.service.rpc.AuditContext;
import warren.service.rpc.AuditWriter;
import warren.service.store.Store;

/** Logs in with a name and a password. Thread-safe. */
public final class Logins {
  private static final Refusal WRONG = ErrorCode.BAD_CREDENTIALS.refusal();

  private final Store store;
  private final PasswordHasher hasher;
  private final Credentials credentials;
  private final Throttle throttle;
  private final AuditWriter audit;
  private final CredentialDao dao = new CredentialDao();

  public Logins(Store store, Passwords passwords, Throttle throttle, AuditWriter audit) {
    this.store = store;
    this.hasher = passwords.hasher();
    this.credentials = new Credentials(store, hasher, throttle);
    this.throttle = throttle;
    this.audit = audit;
  }

  /**
   * Logs in. Refused with {@code bad_credentials} or {@code throttled}; if the password is correct,
   * with {@code banned} or {@code not_enabled}.
   *
   * @param username the user name; null if the e-mail address is given
   * @param email the e-mail address; null if the user name is given
   * @param then issues tokens for the account, in the transaction of the login
   * @return the result of {@code then}
   */
  public <T> T logIn(
      AuditContext context,
      @Nullable String username,
      @Nullable String email,
      Secret password,
      BiFunction<Handle, UUID, T> then) {
    var name = AccountName.of(username, email);
    var found = store.read(handle -> dao.find(handle, name, store.now()));
    var attempt = credentials.reserve(name, found, context.clientAddress());
    var credential = credentials.verify(attempt, found, password, WRONG);
    var newHash = hasher.isOutdated(credential.hash()) ? hasher.hash(password) : null;
    var account = credential.accountId();
    return store.write(
        transaction -> {
          credentials.lock(transaction, credential, WRONG);
          dao.recordLogin(transaction, account, newHash, store.now());
          throttle.rememberAtCommit(transaction, account, context.clientAddress());
          audit.recordSuccess(transaction, context, account, account);
          return then.apply(transaction, account);
        });
  }
}
