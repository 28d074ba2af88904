package warren.service.passwords;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.service.passwords.Throttle.AttemptCutoffs;
import warren.service.store.Sql;

/** Stores login attempts that are in flight or have failed. */
final class LoginAttemptDao {
  /** An attempt without a result counts as failed once its time for the check is over. */
  private static final String HAS_FAILED = "(failed_at is not null or reserved_at <= :timedOut)";

  private static final String FAILED_AT =
      "coalesce(failed_at,"
          + " reserved_at + (cast(:now as timestamptz) - cast(:timedOut as timestamptz)))";

  private static final Sql ON_NAME =
      Sql.of(
          """
          select count(*) filter (where failed) as failures,
                 max(failed_at) filter (where failed) as last_failure,
                 count(*) filter (where not failed) as in_flight,
                 max(reserved_at) filter (where not failed) as last_in_flight,
                 count(*) filter (where failed and from_address) as address_failures,
                 max(failed_at) filter (where failed and from_address) as address_last_failure,
                 count(*) filter (where not failed and from_address) as address_in_flight,
                 max(reserved_at) filter (where not failed and from_address)
                   as address_last_in_flight,
                 exists (
                   select from known_address
                   where address_key = cast(:knownAddress as bytea)) as is_known
          from (
            select reserved_at, %s as failed, %s as failed_at,
                   address_key is not distinct from cast(:address as bytea) as from_address
            from login_attempt
            where name_key = :name and reserved_at > :retainedSince) as attempt
          """
              .formatted(HAS_FAILED, FAILED_AT));

  private static final Sql NTH_NEWEST_FAILURE =
      Sql.of(
          """
          select %2$s as failed_at
          from login_attempt
          where address_key = :address and reserved_at > :since and %1$s
          order by 1 desc
          offset :offset limit 1
          """
              .formatted(HAS_FAILED, FAILED_AT));

  private static final Sql RESERVE =
      Sql.of(
          """
          insert into login_attempt (id, name_key, address_key, reserved_at)
          values (:id, :name, cast(:address as bytea), :now)
          """);

  private static final Sql FAIL =
      Sql.of("update login_attempt set failed_at = :now where id = :id");

  private static final Sql CLEAR =
      Sql.of(
          """
          delete from login_attempt
          -- by id alone, because the account may have been renamed since
          where id = cast(:also as uuid) or name_key = :name and %s
          """
              .formatted(HAS_FAILED));

  private static final Sql RELEASE = Sql.of("delete from login_attempt where id = :id");

  private static final Sql RENAME =
      Sql.of("update login_attempt set name_key = :newName where name_key = :name");

  /**
   * The attempts on a name.
   *
   * @param fromAddress those from one client address
   * @param fromAll those from all addresses
   * @param isKnown whether the account with this name has logged in from the address before
   */
  record AttemptsOnName(LoginAttempts fromAddress, LoginAttempts fromAll, boolean isKnown) {}

  AttemptsOnName attemptsOnName(Handle transaction, LoginAttempt attempt, AttemptCutoffs cutoffs) {
    return ON_NAME
        .on(transaction)
        .bind("name", attempt.nameKey())
        .bind("address", attempt.addressKey())
        .bind("knownAddress", attempt.knownAddressKey())
        .bind("now", cutoffs.now())
        .bind("timedOut", cutoffs.timedOut())
        .bind("retainedSince", cutoffs.retainedSince())
        .findOne(
            row ->
                new AttemptsOnName(
                    attempts(row, "address_"), attempts(row, ""), row.getBoolean("is_known")))
        .orElseThrow();
  }

  private static LoginAttempts attempts(ResultSet row, String prefix) throws SQLException {
    return new LoginAttempts(
        row.getLong(prefix + "failures"),
        instant(row, prefix + "last_failure"),
        row.getLong(prefix + "in_flight"),
        instant(row, prefix + "last_in_flight"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  /** The time of the failure from this address that precedes {@code offset} newer ones, if any. */
  Optional<Instant> nthNewestFailure(
      Handle transaction, byte[] addressKey, int offset, Instant since, AttemptCutoffs cutoffs) {
    return NTH_NEWEST_FAILURE
        .on(transaction)
        .bind("address", addressKey)
        .bind("since", since)
        .bind("now", cutoffs.now())
        .bind("timedOut", cutoffs.timedOut())
        .bind("offset", offset)
        .findOne(row -> row.getObject("failed_at", OffsetDateTime.class).toInstant());
  }

  void reserve(Handle transaction, LoginAttempt attempt, Instant now) {
    RESERVE
        .on(transaction)
        .bind("id", attempt.id())
        .bind("name", attempt.nameKey())
        .bind("address", attempt.addressKey())
        .bind("now", now)
        .executeAtCommit();
  }

  void fail(Handle handle, UUID id, Instant now) {
    FAIL.on(handle).bind("id", id).bind("now", now).execute();
  }

  /**
   * Deletes the failed attempts on a name, but not those in flight, which still count.
   *
   * @param also the id of an attempt to delete whatever its state; null to delete no other
   */
  void clear(Handle handle, byte[] nameKey, @Nullable UUID also, AttemptCutoffs cutoffs) {
    CLEAR
        .on(handle)
        .bind("name", nameKey)
        .bind("also", also)
        .bind("timedOut", cutoffs.timedOut())
        .execute();
  }

  void release(Handle handle, UUID id) {
    RELEASE.on(handle).bind("id", id).execute();
  }

  /** Moves all attempts on a name to another name. */
  void rename(Handle transaction, byte[] nameKey, byte[] newNameKey) {
    RENAME.on(transaction).bind("name", nameKey).bind("newName", newNameKey).execute();
  }
}
