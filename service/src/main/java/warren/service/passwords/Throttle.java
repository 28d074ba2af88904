package warren.service.passwords;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;
import warren.service.config.ServerSecret;
import warren.service.identity.NameKey;
import warren.service.rpc.ClientAddress;
import warren.service.store.AdvisoryLock;
import warren.service.store.Ids;
import warren.service.store.Store;

/**
 * Slows down who guesses passwords (OWASP ASVS 5.0, 6.3.1): decided in the database, so that it
 * counts exactly over all processes. Names and addresses are kept as HMACs alone, because people
 * type passwords into the wrong field. Thread-safe.
 */
public final class Throttle {
  private static final int FREE_PER_NAME_AND_ADDRESS = 5;
  private static final int FREE_PER_NAME = 50;
  private static final int FREE_PER_ADDRESS = 50;
  private static final int IN_FLIGHT_PER_NAME = 32;
  private static final Duration ADDRESS_WINDOW = Duration.ofMinutes(5);
  private static final Duration LAPSES_AFTER = Duration.ofSeconds(10);
  private static final Duration FORGOTTEN_AFTER = Duration.ofHours(24);
  private static final Duration FOR_IN_FLIGHT = Duration.ofSeconds(1);

  private final Store store;
  private final SecretKeySpec nameKey;
  private final SecretKeySpec addressKey;
  private final LoginAttemptDao dao = new LoginAttemptDao();

  public Throttle(Store store, ServerSecret secret) {
    this.store = store;
    this.nameKey = secret.keyFor("tried names");
    this.addressKey = secret.keyFor("tried addresses");
  }

  /** A try: whose password is guessed, and from where. */
  static final class Attempt {
    private final UUID id = Ids.next();
    private final byte[] nameKey;
    private final byte @Nullable [] addressKey;

    Attempt(byte[] nameKey, byte @Nullable [] addressKey) {
      this.nameKey = nameKey;
      this.addressKey = addressKey;
    }

    UUID id() {
      return id;
    }

    byte[] nameKey() {
      return nameKey;
    }

    byte @Nullable [] addressKey() {
      return addressKey;
    }
  }

  /** What tries are held against. */
  record Moments(Instant now, Instant lapsed, Instant forgotten) {
    static Moments at(Instant now) {
      return new Moments(now, now.minus(LAPSES_AFTER), now.minus(FORGOTTEN_AFTER));
    }
  }

  /**
   * Reserves a try, before the hash is computed; unless it is settled in time, it has failed.
   * Refused with {@code throttled}.
   */
  Attempt reserve(String username, @Nullable ClientAddress clientAddress) {
    var attempt = new Attempt(mac(username), addressKey(clientAddress));
    store.<Attempt>write(
        transaction -> {
          lock(transaction, attempt);
          var now = store.now();
          refuseBefore(nextAllowed(transaction, attempt, Moments.at(now)), now);
          dao.reserve(transaction, attempt, now);
          return attempt;
        });
    return attempt;
  }

  /** The HMAC by which a name is known. */
  byte[] mac(String username) {
    return ServerSecret.hmac(nameKey, NameKey.of(username).getBytes(StandardCharsets.UTF_8));
  }

  private byte @Nullable [] addressKey(@Nullable ClientAddress clientAddress) {
    return clientAddress != null && clientAddress.trusted()
        ? ServerSecret.hmac(addressKey, clientAddress.throttleKey())
        : null;
  }

  private static void lock(Handle transaction, Attempt attempt) {
    if (attempt.addressKey() == null) {
      AdvisoryLock.acquire(transaction, attempt.nameKey());
    } else {
      AdvisoryLock.acquire(transaction, attempt.nameKey(), attempt.addressKey());
    }
  }

  private Instant nextAllowed(Handle transaction, Attempt attempt, Moments moments) {
    var tries = dao.ofName(transaction, attempt, moments);
    var next =
        later(
            tries.fromAddress().nextAllowed(FREE_PER_NAME_AND_ADDRESS),
            tries.fromAll().nextAllowed(FREE_PER_NAME));
    if (tries.fromAll().inFlight() >= IN_FLIGHT_PER_NAME) {
      next = later(next, moments.now().plus(FOR_IN_FLIGHT));
    }
    return attempt.addressKey() == null
        ? next
        : later(next, nextFromAddress(transaction, attempt.addressKey(), moments));
  }

  private Instant nextFromAddress(Handle transaction, byte[] address, Moments moments) {
    return dao.failureBefore(
            transaction,
            address,
            FREE_PER_ADDRESS - 1,
            moments.now().minus(ADDRESS_WINDOW),
            moments)
        .map(failure -> failure.plus(ADDRESS_WINDOW))
        .orElse(Instant.MIN);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static void refuseBefore(Instant next, Instant now) {
    if (next.isAfter(now)) {
      throw new RefusedException(
          ErrorCode.THROTTLED
              .refusal()
              .retryAfter(Math.max(1, Duration.between(now, next).toMillis())));
    }
  }

  /** The password was wrong. */
  void failed(Attempt attempt) {
    store.run(handle -> dao.fail(handle, attempt.id(), store.now()));
  }

  /** The password was right: what was tried before is forgiven. */
  void passed(Attempt attempt) {
    store.run(
        handle -> dao.clear(handle, attempt.nameKey(), attempt.id(), Moments.at(store.now())));
  }

  /** Forgets what was tried against a name. */
  public void clear(Handle transaction, String username) {
    dao.clear(transaction, mac(username), null, Moments.at(store.now()));
  }

  /** Has what was tried against an account's name count against its new name. */
  public void rename(Handle transaction, String username, String newUsername) {
    var former = mac(username);
    var next = mac(newUsername);
    if (!Arrays.equals(former, next)) {
      AdvisoryLock.acquire(transaction, former, next);
      dao.move(transaction, former, next);
    }
  }
}
