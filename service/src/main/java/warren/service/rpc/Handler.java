package warren.service.rpc;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Carries out one operation, for a caller who may. Refuses by {@link
 * warren.contracts.RefusedException}. Thread-safe.
 *
 * @param <Q> the request
 * @param <R> the reply's data
 */
public sealed interface Handler<Q extends Record, R> {

  /** Whether it hashes passwords, and so belongs with the others that take long. */
  default boolean hashes() {
    return false;
  }

  /** Reads the database. */
  @FunctionalInterface
  non-sealed interface Reads<Q extends Record, R> extends Handler<Q, R> {
    R handle(Call<Q> call, Handle handle);
  }

  /**
   * Looks something up, for several calls at once.
   *
   * @param <F> what is found for all of them
   */
  non-sealed interface Looks<Q extends Record, R, F> extends Handler<Q, R> {
    /** Looks up what these ask for, one at least. */
    F find(List<Call<Q>> calls);

    /** What one of them gets of it. */
    R handle(Call<Q> call, F found);

    /** Whether it shows the caller's own account, which is then read together with the token. */
    default boolean showsCaller() {
      return false;
    }
  }

  /**
   * Writes, in one transaction that also keeps the reply for a redelivery and the audit's entry.
   */
  @FunctionalInterface
  non-sealed interface Writes<Q extends Record, R> extends Handler<Q, R> {
    /** Does what needs no connection, hashing above all, and says what the transaction is to do. */
    Write<R> prepare(Call<Q> call);
  }

  /** What a transaction does. */
  @FunctionalInterface
  interface Write<R> {
    Done<R> in(Handle transaction);
  }

  /**
   * What a transaction has done.
   *
   * @param data the reply's
   * @param subject the id of what it was done to
   * @param account on which account, if on one
   */
  record Done<R>(@Nullable R data, String subject, @Nullable UUID account) {
    /** Done on an account. */
    public static <R> Done<R> on(UUID account, R data) {
      return new Done<>(data, account.toString(), account);
    }

    /** Done on an account, with nothing to reply. */
    public static Done<Void> on(UUID account) {
      return new Done<>(null, account.toString(), account);
    }

    /** Done to what is no account. */
    public static <R> Done<R> to(Object id, R data) {
      return new Done<>(data, id.toString(), null);
    }

    /** Done to what is no account, with nothing to reply. */
    public static Done<Void> to(Object id) {
      return new Done<>(null, id.toString(), null);
    }
  }

  /** Does without the database, or sees to its connections itself; nothing is kept of the reply. */
  @FunctionalInterface
  non-sealed interface Answers<Q extends Record, R> extends Handler<Q, R> {
    R handle(Call<Q> call);
  }
}
