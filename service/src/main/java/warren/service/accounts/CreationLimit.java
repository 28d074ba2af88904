package warren.service.accounts;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Handle;
import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;
import warren.contracts.accounts.AccountCreateRequest;
import warren.service.config.ServerSecret;
import warren.service.rpc.ClientAddress;
import warren.service.store.AdvisoryLock;
import warren.service.store.Ids;
import warren.service.store.Store;

/**
 * Limits the attempts from one client address to create an account within one hour, for principals
 * without the permission to create accounts. Thread-safe.
 */
final class CreationLimit {
  private static final Duration HOUR = Duration.ofHours(1);

  private final Store store;
  private final SecretKeySpec addressKey;
  private final AnonymousCreationDao dao = new AnonymousCreationDao();

  CreationLimit(Store store, ServerSecret secret) {
    this.store = store;
    this.addressKey = secret.keyFor("creations by address");
  }

  /**
   * Counts an attempt, whatever its outcome. Refused with {@code throttled} if the limit is reached.
   *
   * @return the id of the attempt
   */
  UUID count(ClientAddress clientAddress) {
    var key = key(clientAddress);
    var id = Ids.next();
    return store.write(
        transaction -> {
          AdvisoryLock.acquire(transaction, key);
          var now = store.now();
          check(transaction, key, now);
          dao.insert(transaction, id, key, now);
          return id;
        });
  }

  /** Withdraws an attempt; it is not counted. */
  void release(UUID id) {
    store.run(handle -> dao.delete(handle, id));
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
