package warren.service.passwords;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;
import warren.contracts.Secret;
import warren.contracts.passwords.AccountReset;
import warren.contracts.passwords.AccountResetRequest;
import warren.service.access.Bounds;
import warren.service.rpc.AuditWriter;
import warren.service.rpc.Call;
import warren.service.rpc.Handler;
import warren.service.store.Sha256;
import warren.service.store.Store;

/** Handles RequestAccountReset. */
final class AccountResetProcedure implements Handler.Procedure<AccountResetRequest, AccountReset> {
  private static final Duration LIFETIME = Duration.ofMinutes(AccountReset.VALID_MINUTES);
  private static final int CODES = 1_000_000;

  private final Store store;
  private final Passwords passwords;
  private final Bounds bounds;
  private final AuditWriter audit;
  private final SecureRandom random = new SecureRandom();
  private final PasswordResetDao dao = new PasswordResetDao();

  AccountResetProcedure(Store store, Passwords passwords, Bounds bounds, AuditWriter audit) {
    this.store = store;
    this.passwords = passwords;
    this.bounds = bounds;
    this.audit = audit;
  }

  @Override
  public AccountReset handle(Call<AccountResetRequest> call) {
    return store.write(transaction -> issue(transaction, call));
  }

  private AccountReset issue(Handle transaction, Call<AccountResetRequest> call) {
    var account =
        find(transaction, call).orElseThrow(() -> new RefusedException(ErrorCode.UNKNOWN_ACCOUNT));
    var names = bounds.lock(transaction, call.principal(), account);
    var reset =
        new AccountReset(code(), passwords.random(), account, names.username(), names.email());
    var now = store.now();
    var hash = Sha256.of(reset.defaultPassword().reveal());
    dao.insert(transaction, hash, account, now, now.plus(LIFETIME));
    dao.deleteOlder(transaction, account, hash, AccountReset.MAX_VALID - 1);
    audit.recordSuccess(transaction, call.context(), call.principal().accountId(), account);
    return reset;
  }

  private Optional<UUID> find(Handle transaction, Call<AccountResetRequest> call) {
    var request = call.request();
    if (request.username() != null) {
      return dao.byUsername(transaction, request.username());
    }
    if (request.userEmail() != null) {
      return dao.byEmail(transaction, request.userEmail());
    }
    var id = request.userId();
    return Optional.of(id == null ? call.principal().accountId() : id);
  }

  private Secret code() {
    return Secret.of("%06d".formatted(random.nextInt(CODES)));
  }
}
