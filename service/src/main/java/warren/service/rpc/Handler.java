package warren.service.rpc;

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

  /** Reads the database, on the connection that the caller was looked up on. */
  @FunctionalInterface
  non-sealed interface Reads<Q extends Record, R> extends Handler<Q, R> {
    R handle(Call<Q> call, Handle handle);
  }

  /** Writes, in one transaction that also keeps the reply for a redelivery. */
  @FunctionalInterface
  non-sealed interface Writes<Q extends Record, R> extends Handler<Q, R> {
    /** Does what needs no connection, hashing above all, and says what the transaction is to do. */
    Write<R> prepare(Call<Q> call);
  }

  /** What a transaction does. */
  @FunctionalInterface
  interface Write<R> {
    @Nullable R in(Handle transaction);
  }

  /** Does without the database, or sees to its connections itself; nothing is kept of the reply. */
  @FunctionalInterface
  non-sealed interface Answers<Q extends Record, R> extends Handler<Q, R> {
    R handle(Call<Q> call);
  }
}
