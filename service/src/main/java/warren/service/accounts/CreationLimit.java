package warren.service.accounts;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;
import warren.service.config.MacKey;
import warren.service.config.ServerSecret;
import warren.service.rpc.Call;
import warren.service.store.AdvisoryLock;
import warren.service.store.Ids;
import warren.service.store.Store;
import warren.settings.RateLimit;

/**
 * Limits the attempts of a sender to create accounts, for principals without the permission to
 * create accounts. A sender is a trusted client address; if the address is unknown, the broker
 * user; if this is unknown too, all such senders together. Thread-safe.
 */
final class CreationLimit {
  private final Store store;
  private final @Nullable RateLimit limit;
  private final SecretKeySpec addressKey;
  private final SecretKeySpec userKey;
  private final AnonymousCreationDao dao = new AnonymousCreationDao();

  /**
   * Creates a limit.
   *
   * @param limit null if attempts are not limited
   */
  CreationLimit(Store store, @Nullable RateLimit limit, MacKey macKey) {
    this.store = store;
    this.limit = limit;
    this.addressKey = macKey.keyFor("creations by address");
    this.userKey = macKey.keyFor("creations by broker user");
  }

  /**
   * Counts an attempt, whatever its outcome, in a transaction of its own. Refused with {@code
   * throttled} if the limit is reached.
   *
   * @return the id of the attempt; empty if attempts are not limited
   */
  Optional<UUID> count(Call<?> call) {
    return Optional.ofNullable(limit).map(allowed -> count(allowed, senderKey(call)));
  }

  private UUID count(RateLimit allowed, byte[] sender) {
    var id = Ids.next();
    return store.write(
        transaction -> {
          AdvisoryLock.acquire(transaction, sender);
          var now = store.now();
          check(transaction, allowed, sender, now);
          dao.insert(transaction, id, sender, now);
          return id;
        });
  }

  /** Withdraws an attempt; it is not counted. */
  void release(UUID id) {
    store.run(handle -> dao.delete(handle, id));
  }

  private byte[] senderKey(Call<?> call) {
    var clientAddress = call.context().clientAddress();
    if (clientAddress != null && clientAddress.trusted()) {
      return ServerSecret.hmac(addressKey, clientAddress.throttleKey());
    }
    var user = Objects.requireNonNullElse(call.brokerUser(), "");
    return ServerSecret.hmac(userKey, user.getBytes(StandardCharsets.UTF_8));
  }

  private void check(Handle handle, RateLimit allowed, byte[] sender, Instant now) {
    var window = allowed.window();
    dao.nthNewest(handle, sender, allowed.attempts() - 1, now.minus(window))
        .ifPresent(oldest -> refuse(oldest.plus(window), now));
  }

  private static void refuse(Instant until, Instant now) {
    throw new RefusedException(
        ErrorCode.THROTTLED
            .refusal()
            .retryAfter(Math.max(1, Duration.between(now, until).toMillis())));
  }
}
