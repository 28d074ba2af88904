package warren.service.accounts;

import java.nio.ByteBuffer;
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
import warren.service.rpc.Sender;
import warren.service.store.AdvisoryLock;
import warren.service.store.Ids;
import warren.service.store.Store;
import warren.settings.RateLimit;

/**
 * Limits the attempts to take a user name or an e-mail address, for principals without a permission
 * for this: the creations of a sender, and the changes of an account's own names. Thread-safe.
 */
final class CreationLimit {
  private final Store store;
  private final @Nullable RateLimit limit;
  private final SecretKeySpec addressKey;
  private final SecretKeySpec userKey;
  private final SecretKeySpec accountKey;
  private final NameAttemptDao dao = new NameAttemptDao();

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
    this.accountKey = macKey.keyFor("changes by account");
  }

  /**
   * Counts an attempt to create an account, whatever its outcome, in a transaction of its own.
   * Refused with {@code throttled} if the limit is reached.
   *
   * @return the id of the attempt; empty if attempts are not limited
   */
  Optional<UUID> countCreation(Sender sender) {
    return Optional.ofNullable(limit).map(allowed -> count(allowed, keyOf(sender)));
  }

  /** Counts an attempt of an account to change its names in the same way. */
  void countChange(UUID account) {
    if (limit != null) {
      count(limit, keyOf(accountKey, account.toString()));
    }
  }

  private UUID count(RateLimit allowed, byte[] key) {
    var id = Ids.next();
    return store.write(
        transaction -> {
          AdvisoryLock.acquire(transaction, key);
          var now = store.now();
          check(transaction, allowed, key, now);
          dao.insert(transaction, id, key, now);
          return id;
        });
  }

  /** Withdraws an attempt; it is not counted. */
  void release(UUID id) {
    store.run(handle -> dao.delete(handle, id));
  }

  private byte[] keyOf(Sender sender) {
    var address = sender.address();
    return address == null
        ? keyOf(userKey, Objects.requireNonNullElse(sender.user(), ""))
        : ServerSecret.hmac(addressKey, bytes(address));
  }

  private static byte[] keyOf(SecretKeySpec key, String text) {
    return ServerSecret.hmac(key, text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] bytes(ByteBuffer buffer) {
    var bytes = new byte[buffer.remaining()];
    buffer.get(buffer.position(), bytes);
    return bytes;
  }

  private void check(Handle handle, RateLimit allowed, byte[] key, Instant now) {
    var window = allowed.window();
    dao.nthNewest(handle, key, allowed.attempts() - 1, now.minus(window))
        .ifPresent(oldest -> refuse(oldest.plus(window), now));
  }

  private static void refuse(Instant until, Instant now) {
    throw new RefusedException(
        ErrorCode.THROTTLED
            .refusal()
            .retryAfter(Math.max(1, Duration.between(now, until).toMillis())));
  }
}
