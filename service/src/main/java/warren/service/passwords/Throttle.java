package warren.service.passwords;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;
import warren.service.config.MacKey;
import warren.service.config.ServerSecret;
import warren.service.identity.AccountNames;
import warren.service.rpc.ClientAddress;
import warren.service.store.AdvisoryLock;
import warren.service.store.Store;

/**
 * Delays login attempts to slow down password guessing (OWASP ASVS 5.0, 6.3.1). Attempts are
 * counted in the database, so that the count is exact across all processes. Names and addresses are
 * stored only as HMACs, because people type passwords into the wrong field. Thread-safe.
 */
public final class Throttle {
  private static final int FREE_PER_NAME_AND_ADDRESS = 5;
  private static final int FREE_PER_NAME = 50;
  private static final int FREE_PER_ADDRESS = 50;
  private static final int IN_FLIGHT_PER_NAME = 32;
  private static final Duration ADDRESS_WINDOW = Duration.ofMinutes(5);
  private static final Duration CHECK_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration RETENTION = Duration.ofHours(24);
  private static final Duration IN_FLIGHT_DELAY = Duration.ofSeconds(1);

  private final Store store;
  private final Map<AccountName.Kind, SecretKeySpec> nameKeys;
  private final SecretKeySpec addressKey;
  private final KnownAddresses knownAddresses;
  private final LoginAttemptDao dao = new LoginAttemptDao();

  public Throttle(Store store, MacKey macKey) {
    this.store = store;
    this.nameKeys =
        Map.of(
            AccountName.Kind.USERNAME, macKey.keyFor("tried names"),
            AccountName.Kind.EMAIL, macKey.keyFor("tried e-mail addresses"));
    this.addressKey = macKey.keyFor("tried addresses");
    this.knownAddresses = new KnownAddresses(macKey);
  }

  /**
   * The times that decide whether an attempt counts.
   *
   * @param timedOut attempts without a result that were reserved until this time have failed
   * @param retainedSince attempts that were reserved until this time are ignored
   */
  record AttemptCutoffs(Instant now, Instant timedOut, Instant retainedSince) {
    static AttemptCutoffs at(Instant now) {
      return new AttemptCutoffs(now, now.minus(CHECK_TIMEOUT), now.minus(RETENTION));
    }
  }

  /**
   * Reserves an attempt, before the hash is computed. It counts as failed if no result is reported
   * within 10 seconds. Refused with {@code throttled}.
   *
   * @param account the account with this name; null if it does not exist
   */
  LoginAttempt reserve(
      AccountName name, @Nullable UUID account, @Nullable ClientAddress clientAddress) {
    var attempt =
        new LoginAttempt(
            mac(name), addressKey(clientAddress), knownAddresses.key(account, clientAddress));
    store.<LoginAttempt>write(
        transaction -> {
          lock(transaction, attempt);
          var now = store.now();
          refuseBefore(nextAllowed(transaction, attempt, AttemptCutoffs.at(now)), now);
          dao.reserve(transaction, attempt, now);
          return attempt;
        });
    return attempt;
  }

  /** The HMAC of a name. */
  byte[] mac(AccountName name) {
    return ServerSecret.hmac(
        Objects.requireNonNull(nameKeys.get(name.kind())),
        name.key().getBytes(StandardCharsets.UTF_8));
  }

  private byte @Nullable [] addressKey(@Nullable ClientAddress clientAddress) {
    return clientAddress != null && clientAddress.trusted()
        ? ServerSecret.hmac(addressKey, clientAddress.throttleKey())
        : null;
  }

  private static void lock(Handle transaction, LoginAttempt attempt) {
    if (attempt.addressKey() == null) {
      AdvisoryLock.acquire(transaction, attempt.nameKey());
    } else {
      AdvisoryLock.acquire(transaction, attempt.nameKey(), attempt.addressKey());
    }
  }

  private Instant nextAllowed(Handle transaction, LoginAttempt attempt, AttemptCutoffs cutoffs) {
    var attempts = dao.attemptsOnName(transaction, attempt, cutoffs);
    // attackers elsewhere must not lock the owner out of an address that is known
    var onName = attempts.isKnown() ? attempts.fromAddress() : attempts.fromAll();
    var next =
        later(
            attempts.fromAddress().nextAllowed(FREE_PER_NAME_AND_ADDRESS),
            onName.nextAllowed(FREE_PER_NAME));
    if (onName.inFlight() >= IN_FLIGHT_PER_NAME) {
      next = later(next, cutoffs.now().plus(IN_FLIGHT_DELAY));
    }
    return attempt.addressKey() == null
        ? next
        : later(next, nextAllowedFromAddress(transaction, attempt.addressKey(), cutoffs));
  }

  private Instant nextAllowedFromAddress(
      Handle transaction, byte[] address, AttemptCutoffs cutoffs) {
    return dao.nthNewestFailure(
            transaction,
            address,
            FREE_PER_ADDRESS - 1,
            cutoffs.now().minus(ADDRESS_WINDOW),
            cutoffs)
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

  /** Reports that the password was wrong. */
  void failed(LoginAttempt attempt) {
    store.run(handle -> dao.fail(handle, attempt.id(), store.now()));
  }

  /** Reports that the password was correct, which clears the failures on this name. */
  void passed(LoginAttempt attempt) {
    store.run(
        handle ->
            dao.clear(handle, attempt.nameKey(), attempt.id(), AttemptCutoffs.at(store.now())));
  }

  /** Stores the client address of a login, which then is known for the account. */
  void rememberAtCommit(Handle transaction, UUID account, @Nullable ClientAddress clientAddress) {
    knownAddresses.rememberAtCommit(transaction, account, clientAddress, store.now());
  }

  /** Withdraws an attempt whose password is not checked; it is not counted. */
  void release(LoginAttempt attempt) {
    store.run(handle -> dao.release(handle, attempt.id()));
  }

  /** Clears the failures on the names of an account. */
  public void clear(Handle transaction, AccountNames names) {
    var cutoffs = AttemptCutoffs.at(store.now());
    dao.clear(transaction, mac(AccountName.ofUsername(names.username())), null, cutoffs);
    if (names.email() != null) {
      dao.clear(transaction, mac(AccountName.ofEmail(names.email())), null, cutoffs);
    }
  }

  /**
   * Moves the attempts on the names of an account to its new names; those on a removed e-mail
   * address to the user name.
   */
  public void rename(Handle transaction, AccountNames names, AccountNames newNames) {
    var newUsername = AccountName.ofUsername(newNames.username());
    move(transaction, AccountName.ofUsername(names.username()), newUsername);
    if (names.email() != null) {
      move(
          transaction,
          AccountName.ofEmail(names.email()),
          newNames.email() == null ? newUsername : AccountName.ofEmail(newNames.email()));
    }
  }

  private void move(Handle transaction, AccountName name, AccountName newName) {
    var oldKey = mac(name);
    var newKey = mac(newName);
    if (!Arrays.equals(oldKey, newKey)) {
      AdvisoryLock.acquire(transaction, oldKey, newKey);
      dao.rename(transaction, oldKey, newKey);
    }
  }
}
