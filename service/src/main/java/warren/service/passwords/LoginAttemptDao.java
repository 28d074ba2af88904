package warren.service.passwords;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.service.passwords.Throttle.Attempt;
import warren.service.passwords.Throttle.Moments;
import warren.service.store.Sql;

/** Keeps the tries of passwords that were not found right. */
final class LoginAttemptDao {
  /** One that was never settled has failed when its time was over. */
  private static final String HAS_FAILED = "(failed_at is not null or reserved_at <= :lapsed)";

  private static final String FAILED_AT =
      "coalesce(failed_at, reserved_at + (cast(:now as timestamptz) - cast(:lapsed as timestamptz)))";

  private static final Sql OF_NAME =
      Sql.of(
          """
          select count(*) filter (where failed) as failures,
                 max(failed_at) filter (where failed) as last_failure,
                 count(*) filter (where not failed) as in_flight,
                 max(reserved_at) filter (where not failed) as last_in_flight,
                 count(*) filter (where failed and same) as same_failures,
                 max(failed_at) filter (where failed and same) as same_last_failure,
                 count(*) filter (where not failed and same) as same_in_flight,
                 max(reserved_at) filter (where not failed and same) as same_last_in_flight
          from (
            select reserved_at, %s as failed, %s as failed_at,
                   address_key is not distinct from cast(:address as bytea) as same
            from login_attempt
            where name_key = :name and reserved_at > :forgotten) as attempt
          """
              .formatted(HAS_FAILED, FAILED_AT));

  private static final Sql FAILURE_BEFORE =
      Sql.of(
          """
          select %2$s as failed_at
          from login_attempt
          where address_key = :address and reserved_at > :since and %1$s
          order by 1 desc
          offset :newer limit 1
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
          -- by its id alone, because the name may be another by now
          where id = cast(:also as uuid) or name_key = :name and %s
          """
              .formatted(HAS_FAILED));

  private static final Sql MOVE =
      Sql.of("update login_attempt set name_key = :newName where name_key = :name");

  /** The tries against a name: from one address, and from all. */
  record OfName(LoginAttempts fromAddress, LoginAttempts fromAll) {}

  OfName ofName(Handle transaction, Attempt attempt, Moments moments) {
    return OF_NAME
        .on(transaction)
        .bind("name", attempt.nameKey())
        .bind("address", attempt.addressKey())
        .bind("now", moments.now())
        .bind("lapsed", moments.lapsed())
        .bind("forgotten", moments.forgotten())
        .findOne(row -> new OfName(tries(row, "same_"), tries(row, "")))
        .orElseThrow();
  }

  private static LoginAttempts tries(ResultSet row, String prefix) throws SQLException {
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

  /** When the failure before which there were so many newer ones from this address was made. */
  Optional<Instant> failureBefore(
      Handle transaction, byte[] addressKey, int newer, Instant since, Moments moments) {
    return FAILURE_BEFORE
        .on(transaction)
        .bind("address", addressKey)
        .bind("since", since)
        .bind("now", moments.now())
        .bind("lapsed", moments.lapsed())
        .bind("newer", newer)
        .findOne(row -> row.getObject("failed_at", OffsetDateTime.class).toInstant());
  }

  void reserve(Handle transaction, Attempt attempt, Instant now) {
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
   * Deletes what has failed, and this one; others that are being checked are still to be counted.
   */
  void clear(Handle handle, byte[] nameKey, @Nullable UUID also, Moments moments) {
    CLEAR
        .on(handle)
        .bind("name", nameKey)
        .bind("also", also)
        .bind("lapsed", moments.lapsed())
        .execute();
  }

  /** Has what was tried against a name count against another. */
  void move(Handle transaction, byte[] nameKey, byte[] newNameKey) {
    MOVE.on(transaction).bind("name", nameKey).bind("newName", newNameKey).execute();
  }
}
