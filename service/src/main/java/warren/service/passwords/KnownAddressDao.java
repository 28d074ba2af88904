package warren.service.passwords;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import warren.service.store.Sql;

/** Stores the client addresses from which accounts have logged in, as HMACs. */
final class KnownAddressDao {
  /** The newest addresses of each account are retained, up to this number. */
  static final int MAX_PER_ACCOUNT = 16;

  /** A login updates its address only after this time, so that most logins write nothing here. */
  private static final Duration PRECISION = Duration.ofDays(1);

  private static final Sql REMEMBER =
      Sql.of(
          """
          with remembered as (
            insert into known_address (address_key, account_id, last_login)
            values (:address, :account, :now)
            on conflict (address_key) do update
            set last_login = excluded.last_login
            where known_address.last_login <= :outdated
            returning address_key)
          delete from known_address
          where account_id = :account
            and exists (select from remembered)
            -- of the statement's snapshot, which does not contain the address inserted above
            and address_key in (
              select address_key from known_address
              where account_id = :account and address_key <> :address
              order by last_login desc
              offset :others)
          """);

  /** Stores the address of a login together with its commit, instead of the oldest one. */
  void rememberAtCommit(Handle transaction, UUID account, byte[] addressKey, Instant now) {
    REMEMBER
        .on(transaction)
        .bind("account", account)
        .bind("address", addressKey)
        .bind("now", now)
        .bind("outdated", now.minus(PRECISION))
        .bind("others", MAX_PER_ACCOUNT - 1)
        .executeAtCommit();
  }
}
