package warren.service.passwords;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;
import warren.contracts.passwords.AccountPasswordUpdateRequest;
import warren.service.passwords.CredentialDao.Credential;
import warren.service.rpc.AuthenticationFailedException;
import warren.service.rpc.Call;
import warren.service.rpc.Handler;
import warren.service.sessions.Sessions;
import warren.service.store.Sha256;
import warren.service.store.Store;

/** Handles RequestAccountPasswordUpdate. */
final class AccountPasswordUpdate
    implements Handler.MeteredCommand<AccountPasswordUpdateRequest, Void> {
  private static final Refusal WRONG =
      Refusal.ofField(ErrorCode.BAD_CREDENTIALS, "old_password", "is wrong");

  private final Store store;
  private final Passwords passwords;
  private final Credentials credentials;
  private final Throttle throttle;
  private final Sessions sessions;
  private final CredentialDao dao = new CredentialDao();
  private final PasswordResetDao resets = new PasswordResetDao();

  AccountPasswordUpdate(
      Store store,
      Passwords passwords,
      Credentials credentials,
      Throttle throttle,
      Sessions sessions) {
    this.store = store;
    this.passwords = passwords;
    this.credentials = credentials;
    this.throttle = throttle;
    this.sessions = sessions;
  }

  @Override
  public boolean hashesPasswords() {
    return true;
  }

  /** A default password is too long to be guessed, so its checks are not limited. */
  @Override
  public Handler.Admission<Void> admit(Call<AccountPasswordUpdateRequest> call) {
    var old = store.read(handle -> find(handle, call));
    return old.isDefault()
        ? () -> prepareByDefault(call, old)
        : new ByPassword(call, old, reserve(call, old.credential()));
  }

  private LoginAttempt reserve(
      Call<AccountPasswordUpdateRequest> call, Optional<Credential> found) {
    return credentials.reserve(name(call, found), found, call.context().clientAddress());
  }

  /** The name that the attempt counts against: the user name, unless a stranger gave another. */
  private static AccountName name(
      Call<AccountPasswordUpdateRequest> call, Optional<Credential> found) {
    var request = call.request();
    if (request.userEmail() != null && call.principal().isAnonymous()) {
      return AccountName.ofEmail(request.userEmail());
    }
    return AccountName.ofUsername(
        found.map(Credential::username).orElseGet(() -> requestedName(request)));
  }

  private static String requestedName(AccountPasswordUpdateRequest request) {
    return request.username() == null ? String.valueOf(request.userId()) : request.username();
  }

  /** An update by the current password, for which a login attempt is reserved. */
  private final class ByPassword implements Handler.Admission<Void> {
    private final Call<AccountPasswordUpdateRequest> call;
    private final OldPassword old;
    private final LoginAttempt attempt;

    ByPassword(Call<AccountPasswordUpdateRequest> call, OldPassword old, LoginAttempt attempt) {
      this.call = call;
      this.old = old;
      this.attempt = attempt;
    }

    @Override
    public Handler.Write<Void> prepare() {
      var password = call.request().oldPassword();
      return prepareChange(
          call, old, credentials.verify(attempt, old.credential(), password, WRONG));
    }

    @Override
    public void release() {
      credentials.release(attempt);
    }
  }

  private Handler.Write<Void> prepareByDefault(
      Call<AccountPasswordUpdateRequest> call, OldPassword old) {
    var credential = requireActive(old.credential());
    requireNotDefault(call.request());
    return prepareChange(call, old, credential);
  }

  private Handler.Write<Void> prepareChange(
      Call<AccountPasswordUpdateRequest> call, OldPassword old, Credential credential) {
    var hash =
        passwords.hash(
            "new_password",
            call.request().newPassword(),
            credential.username(),
            credential.email());
    return transaction -> change(transaction, call, old, credential, hash);
  }

  /**
   * The old password of the request.
   *
   * @param credential the credential to verify it against; empty if the account does not exist
   * @param isDefault whether it is a valid default password of this account
   */
  private record OldPassword(Optional<Credential> credential, boolean isDefault) {}

  private OldPassword find(Handle handle, Call<AccountPasswordUpdateRequest> call) {
    var now = store.now();
    var credential =
        call.principal().isAnonymous()
            ? namedCredential(handle, call.request(), now)
            : Optional.of(principalCredential(handle, call.principal().accountId(), now));
    var account = resets.accountOf(handle, hashOfOld(call), now);
    return new OldPassword(
        credential,
        credential.isPresent() && credential.map(Credential::accountId).equals(account));
  }

  /** The principal's credential. Refused like an inactive token if the account was erased since. */
  private Credential principalCredential(Handle handle, UUID accountId, Instant now) {
    return dao.find(handle, accountId, now)
        .orElseThrow(() -> new RefusedException(ErrorCode.UNAUTHENTICATED));
  }

  /** The credential of the account that the request names, as the access rule requires. */
  private Optional<Credential> namedCredential(
      Handle handle, AccountPasswordUpdateRequest request, Instant now) {
    return request.userId() != null
        ? dao.find(handle, request.userId(), now)
        : dao.find(handle, AccountName.of(request.username(), request.userEmail()), now);
  }

  private static byte[] hashOfOld(Call<AccountPasswordUpdateRequest> call) {
    return Sha256.of(call.request().oldPassword().reveal());
  }

  private static Credential requireActive(Optional<Credential> found) {
    var credential = found.orElseThrow();
    Credentials.requireActive(credential, credential.state());
    return credential;
  }

  /** The issuer of a default password knows it, so it must not become the password. */
  private static void requireNotDefault(AccountPasswordUpdateRequest request) {
    if (PasswordPolicy.areEqual(request.newPassword(), request.oldPassword())) {
      throw new RefusedException(
          Refusal.ofFields(
              ErrorCode.WEAK_PASSWORD,
              Map.of("new_password", List.of("must not be the default password"))));
    }
  }

  private Handler.WriteResult<Void> change(
      Handle transaction,
      Call<AccountPasswordUpdateRequest> call,
      OldPassword old,
      Credential credential,
      String hash) {
    var account = credential.accountId();
    credentials.lock(transaction, credential, WRONG);
    if (old.isDefault() && !isStillDefault(transaction, account, call)) {
      throw AuthenticationFailedException.forAccount(account, WRONG);
    }
    dao.change(transaction, account, hash, store.now());
    resets.deleteAll(transaction, account);
    throttle.clear(transaction, credential.names());
    endSessions(transaction, account, call, old.isDefault());
    return Handler.WriteResult.ofAccount(account);
  }

  private boolean isStillDefault(
      Handle transaction, UUID account, Call<AccountPasswordUpdateRequest> call) {
    return resets
        .accountOf(transaction, hashOfOld(call), store.now())
        .filter(account::equals)
        .isPresent();
  }

  private void endSessions(
      Handle transaction, UUID account, Call<AccountPasswordUpdateRequest> call, boolean all) {
    var token = call.token();
    if (all || token == null) {
      sessions.endAll(transaction, account);
    } else {
      sessions.endOthers(transaction, account, token);
    }
  }
}
