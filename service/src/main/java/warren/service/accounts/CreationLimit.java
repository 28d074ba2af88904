package warren.service.accounts;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Handle;
import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;
import warren.service.config.ServerSecret;
import warren.service.rpc.Source;
import warren.service.store.AdvisoryLock;
import warren.service.store.Ids;
import warren.service.store.Store;

/**
 * How many accounts may be made from one address by whoever may not make them anyway. Thread-safe.
 */
final class CreationLimit {
  private static final int PER_HOUR = 20;
  private static final Duration HOUR = Duration.ofHours(1);

  private final Store store;
  private final SecretKeySpec addressKey;

  CreationLimit(Store store, ServerSecret secret) {
    this.store = store;
    this.addressKey = secret.keyFor("creations by address");
  }

  /** Refuses with {@code throttled} what is too much already, before work is spent on it. */
  void check(Source source) {
    store.run(handle -> check(handle, key(source), store.now()));
  }

  /** Counts an account that this transaction makes. Refused with {@code throttled}. */
  void count(Handle transaction, Source source) {
    var key = key(source);
    AdvisoryLock.take(transaction, key);
    var now = store.now();
    check(transaction, key, now);
    insert(transaction, key, now);
  }

  private byte[] key(Source source) {
    return ServerSecret.hmac(addressKey, source.countedBy());
  }

  private static void check(Handle handle, byte[] key, Instant now) {
    handle
        .createQuery(
            """
            select created_at from anonymous_creation
            where address_key = :key and created_at > :since
            order by created_at desc
            offset :newer limit 1
            """)
        .bind("key", key)
        .bind("since", now.minus(HOUR))
        .bind("newer", PER_HOUR - 1)
        .mapTo(OffsetDateTime.class)
        .findOne()
        .ifPresent(oldest -> refuse(oldest.toInstant().plus(HOUR), now));
  }

  private static void refuse(Instant until, Instant now) {
    throw new RefusedException(
        ErrorCode.THROTTLED
            .refusal()
            .retryAfter(Math.max(1, Duration.between(now, until).toMillis())));
  }

  private static void insert(Handle transaction, byte[] key, Instant now) {
    transaction
        .createUpdate(
            "insert into anonymous_creation (id, address_key, created_at) values (:id, :key, :now)")
        .bind("id", Ids.next())
        .bind("key", key)
        .bind("now", now)
        .execute();
  }
}
