package warren.service.cleanup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import warren.service.support.Await;
import warren.service.support.BothServices;
import warren.service.support.Rows;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;
import warren.service.support.WarrenTest.Scope;

/** Housekeeping, often and by two processes. */
@WarrenTest(settings = "WARREN_CLEANUP_INTERVAL=50ms", processes = 2, scope = Scope.TEST)
class JanitorIT {
  private final TestService one;
  private final TestService other;
  private final Rows rows;

  JanitorIT(BothServices services, Rows rows) throws Exception {
    this.one = services.one();
    this.other = services.other();
    this.rows = rows;
    one.account("ada");
  }

  /** Rows with a lifetime, as SQL: table, insertion, and age at which they are removed. */
  private record Lived(String table, String insert, String over) {}

  private static final List<Lived> ALL =
      List.of(
          new Lived(
              "stored_reply",
              "(key, body_mac, reply, created_at) select sha256(n::text::bytea), '', '', %s",
              "24 hours"),
          new Lived(
              "login_attempt",
              "(id, name_key, reserved_at) select gen_random_uuid(), '', %s",
              "24 hours"),
          new Lived(
              "known_address",
              "(address_key, account_id, last_login)"
                  + " select sha256(n::text::bytea), (select id from account limit 1), %s",
              "90 days"),
          new Lived(
              "name_attempt",
              "(id, sender_key, created_at) select gen_random_uuid(), '', %s",
              "24 hours"),
          new Lived(
              "password_reset",
              "(hash, account_id, created_at, expires_at)"
                  + " select sha256(n::text::bytea), (select id from account limit 1), now(), %s",
              "0 hours"),
          new Lived(
              "session",
              "(id, account_id, created_at, expires_at)"
                  + " select gen_random_uuid(), (select id from account limit 1), now(), %s",
              "24 hours"),
          new Lived(
              "session",
              "(id, account_id, created_at, expires_at, ended_at)"
                  + " select gen_random_uuid(), (select id from account limit 1), now(),"
                  + " now() + interval '1 day', %s",
              "24 hours"));

  private void insert(Lived lived, String when, int from, int to) {
    rows.change(
        "insert into %s %s from generate_series(%d, %d) as n"
            .formatted(lived.table(), lived.insert().formatted(when), from, to));
  }

  @Test
  void onlyExpiredRowsAreRemoved() throws Exception {
    for (var lived : ALL) {
      var before = rows.count(lived.table());
      insert(lived, "now() - interval '%s' + interval '1 minute'".formatted(lived.over()), 1, 3);
      insert(lived, outlived(lived), 11, 1310);
      Await.until(
          "the old rows of " + lived.table() + " are gone",
          () -> rows.count(lived.table()) <= before + 3);
      assertEquals(before + 3, rows.count(lived.table()), lived.table());
      rows.change("delete from " + lived.table());
    }
  }

  @Test
  void aSessionIsRemovedWithItsTokensAndATokenByItself() throws Exception {
    one.token("ada", TestService.PASSWORD);
    one.client()
        .call("RequestSession", Map.of("username", "ada", "password", TestService.PASSWORD))
        .data();
    rows.change("update session_token set expires_at = now() - interval '24 hours 1 second'");
    Await.until("the tokens are gone", () -> rows.count("session_token") == 0);
    assertEquals(2, rows.count("session"));
    rows.change("update session set expires_at = now() - interval '24 hours 1 second'");
    Await.until("the sessions are gone", () -> rows.count("session") == 0);
    assertEquals(0, rows.count("refresh_token"));
  }

  /** Stops both processes, so that the test's rows exist before the next housekeeping. */
  private void pauseCleaning() {
    other.service().close();
    one.service().close();
  }

  @Test
  @SuppressWarnings("try") // the third does its work unasked
  void lockedRowsAreSkippedAndTheOthersRemoved() throws Exception {
    pauseCleaning();
    rows.change("delete from stored_reply");
    for (var lived : ALL) {
      insert(lived, outlived(lived), 1, 2);
    }
    try (var holder = one.database().open()) {
      holder.begin();
      var held = hold(holder);
      try (var third = one.second()) {
        awaitLeft(held);
        for (var lived : ALL) {
          insert(lived, outlived(lived), 11, 710);
        }
        awaitLeft(held);
        holder.rollback();
        awaitLeft(0);
      }
    }
  }

  private static String outlived(Lived lived) {
    return "now() - interval '%s' - interval '1 second'".formatted(lived.over());
  }

  /** Holds a row of each table; how many. */
  private static long hold(Handle holder) {
    var tables = ALL.stream().map(Lived::table).distinct().toList();
    for (var table : tables) {
      holder.execute("select from " + table + " limit 1 for update");
    }
    return tables.size();
  }

  private void awaitLeft(long count) throws Exception {
    Await.until(count + " are left", () -> left() == count);
  }

  private long left() {
    return ALL.stream().map(Lived::table).distinct().mapToLong(rows::count).sum();
  }

  /** How many rows each transaction has removed. */
  private List<Integer> batches() {
    return rows.all(Integer.class, "select removed from batch order by removed desc");
  }

  /** Has every statement that removes rows of a table note how many. */
  private void noteBatchesOf(String table) {
    rows.change("create table batch (removed int, transaction bigint unique)");
    rows.change(
        """
        create function note() returns trigger language plpgsql as
        $$ begin
          insert into batch select count(*), txid_current() from gone having count(*) > 0;
          return null;
        end $$
        """);
    rows.change(
        """
        create trigger note after delete on %s referencing old table as gone
        for each statement execute function note()
        """
            .formatted(table));
  }

  @Test
  @SuppressWarnings("try") // the third does its work unasked
  void oneTransactionRemovesAtMostFiveHundredRows() throws Exception {
    pauseCleaning();
    var attempts = ALL.get(1);
    noteBatchesOf(attempts.table());
    insert(attempts, outlived(attempts), 1, 1300);
    try (var third = one.second()) {
      Await.until("all are gone", () -> rows.count(attempts.table()) == 0);
    }
    assertEquals(List.of(500, 500, 300), batches());
  }
}
