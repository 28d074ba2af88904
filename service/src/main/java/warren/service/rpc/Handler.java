package warren.service.rpc;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Executes one operation for a principal that is authorised to request it. Refuses with {@link
 * warren.contracts.RefusedException}. Thread-safe.
 *
 * @param <Q> the request
 * @param <R> the reply's data
 */
public sealed interface Handler<Q extends Record, R> {

  /** Reads the database for one request or for several. */
  sealed interface Read<Q extends Record, R> extends Handler<Q, R> {
    /** The other people's personal data in a reply, if any: such a read is audited. */
    default Optional<PersonalData> personalData(Call<Q> call, R reply) {
      return Optional.empty();
    }
  }

  /**
   * Personal data in a reply.
   *
   * @param account the account whose data they are; null for several accounts
   */
  record PersonalData(@Nullable UUID account) {
    /** The data of several accounts. */
    public static final PersonalData OF_SEVERAL = new PersonalData(null);
  }

  /** Whether it hashes passwords, and therefore uses the bulkhead of slow operations. */
  default boolean hashesPasswords() {
    return false;
  }

  /** Reads the database. */
  @FunctionalInterface
  non-sealed interface Query<Q extends Record, R> extends Read<Q, R> {
    R handle(Call<Q> call, Handle handle);
  }

  /**
   * Reads for several requests at once, with one statement.
   *
   * @param <F> the rows found for all of them
   */
  non-sealed interface BatchQuery<Q extends Record, R, F> extends Read<Q, R> {
    /** Reads the rows for these calls (at least one). */
    F find(List<Call<Q>> calls);

    /** The reply to one of the calls. */
    R handle(Call<Q> call, F found);

    /** Whether it returns the principal's own account, which is then read with the token. */
    default boolean returnsPrincipal() {
      return false;
    }
  }

  /** Writes in one transaction, which also stores the reply and the audit entry. */
  @FunctionalInterface
  non-sealed interface Command<Q extends Record, R> extends Handler<Q, R> {
    /** Does the work that needs no connection, above all hashing, and returns the rest. */
    Write<R> prepare(Call<Q> call);
  }

  /** The part of a command that runs in its transaction. */
  @FunctionalInterface
  interface Write<R> {
    WriteResult<R> execute(Handle transaction);
  }

  /**
   * The result of a command.
   *
   * @param data the reply's data
   * @param subject the id of the object that was written
   * @param account the account that was written, if it was one
   */
  record WriteResult<R>(@Nullable R data, String subject, @Nullable UUID account) {
    /** The result of a command on an account. */
    public static <R> WriteResult<R> ofAccount(UUID account, R data) {
      return new WriteResult<>(data, account.toString(), account);
    }

    /** The result of a command on an account, without data. */
    public static WriteResult<Void> ofAccount(UUID account) {
      return new WriteResult<>(null, account.toString(), account);
    }

    /** The result of a command on an object other than an account. */
    public static <R> WriteResult<R> ofObject(Object id, R data) {
      return new WriteResult<>(data, id.toString(), null);
    }

    /** The result of a command on an object other than an account, without data. */
    public static WriteResult<Void> ofObject(Object id) {
      return new WriteResult<>(null, id.toString(), null);
    }
  }

  /** Does not use the database, or manages its own connections; its reply is not stored. */
  @FunctionalInterface
  non-sealed interface Procedure<Q extends Record, R> extends Handler<Q, R> {
    R handle(Call<Q> call);
  }
}
