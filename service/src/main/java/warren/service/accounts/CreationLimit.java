package warren.service.accounts;

import java.time.Duration;
import java.time.Instant;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Handle;
import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;
import warren.contracts.accounts.AccountCreateRequest;
import warren.service.config.MacKey;
import warren.service.config.ServerSecret;
import warren.service.rpc.ClientAddress;
import warren.service.store.AdvisoryLock;
import warren.service.store.Store;

/**
 * Limits the accounts that are created from one client address within one hour, for principals
 * without the permission to create accounts. Thread-safe.
 */
final class CreationLimit {
  private static final Duration HOUR = Duration.ofHours(1);

  private final Store store;
  private final SecretKeySpec addressKey;
  private final AnonymousCreationDao dao = new AnonymousCreationDao();

  CreationLimit(Store store, MacKey macKey) {
    this.store = store;
    this.addressKey = macKey.keyFor("creations by address");
  }

  /** Refuses with {@code throttled} if the limit is reached, before the password is hashed. */
  void check(ClientAddress clientAddress) {
    store.run(handle -> check(handle, key(clientAddress), store.now()));
  }

  /** Counts an account that this transaction creates. Refused with {@code throttled}. */
  void count(Handle transaction, ClientAddress clientAddress) {
    var key = key(clientAddress);
    AdvisoryLock.acquire(transaction, key);
    var now = store.now();
    check(transaction, key, now);
    dao.insert(transaction, key, now);
  }

  private byte[] key(ClientAddress clientAddress) {
    return ServerSecret.hmac(addressKey, clientAddress.throttleKey());
  }

  private void check(Handle handle, byte[] key, Instant now) {
    dao.nthNewest(handle, key, AccountCreateRequest.MAX_PER_HOUR - 1, now.minus(HOUR))
        .ifPresent(oldest -> refuse(oldest.plus(HOUR), now));
  }

  private static void refuse(Instant until, Instant now) {
    throw new RefusedException(
        ErrorCode.THROTTLED
            .refusal()
            .retryAfter(Math.max(1, Duration.between(now, until).toMillis())));
  }
}
