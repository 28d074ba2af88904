package warren.service.cleanup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import warren.service.support.Await;
import warren.service.support.Rows;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;
import warren.service.support.WarrenTest.Scope;

/** Removal of expired rows in difficult cases. */
@WarrenTest(settings = "WARREN_CLEANUP_INTERVAL=50ms", scope = Scope.TEST)
class LifetimesIT {
  private final Rows rows;

  LifetimesIT(TestService service, Rows rows) throws Exception {
    this.rows = rows;
    service.account("ada");
  }

  private void session() {
    rows.change(
        """
        insert into session (id, account_id, created_at, expires_at)
        select gen_random_uuid(), id, now(), now() + interval '1 hour'
        from account where username_key = 'ada'
        """);
  }

  /** Adds so many tokens of both kinds to each session; none of them has expired. */
  private void tokens(int count) {
    rows.change(
        """
        insert into refresh_token (hash, session_id, salt, exchanged_at)
        select sha256((id::text || n)::bytea), id, sha256(''), now()
        from session, generate_series(1, ?) as n
        """,
        count);
    rows.change(
        """
        insert into session_token (hash, session_id, kid, issued_at, expires_at)
        select sha256((id::text || n)::bytea), id, gen_random_uuid(), now(), now()
        from session, generate_series(1, ?) as n
        """,
        count);
  }

  /** Has a statement fail that deletes more of a table than are removed at once. */
  private void failAbove500(String table) {
    rows.change(
        """
        create function few_of_%1$s() returns trigger language plpgsql as $$
        begin
          if (select count(*) from deleted) > 500 then raise exception 'too many'; end if;
          return null;
        end $$
        """
            .formatted(table));
    rows.change(
        """
        create trigger few after delete on %1$s referencing old table as deleted
        for each statement execute function few_of_%1$s()
        """
            .formatted(table));
  }

  @Test
  void aSessionIsRemovedAfterItsTokensInBatches() throws Exception {
    failAbove500("refresh_token");
    failAbove500("session_token");
    session();
    session();
    tokens(1300);
    rows.change(
        """
        update session set expires_at = now() - interval '25 hours'
        where id = (select id from session limit 1)
        """);
    Await.until("it is gone", () -> rows.count("session") == 1);
    assertEquals(1300, rows.count("refresh_token"));
    assertEquals(1300, rows.count("session_token"));
  }

  @Test
  void rowsThatCannotBeRemovedDoNotStopTheRemovalOfOthers() throws Exception {
    rows.change(
        """
        create function fail() returns trigger language plpgsql as
        $$ begin raise exception 'failed'; end $$
        """);
    rows.change(
        "create trigger fail before delete on refresh_token for each row execute function fail()");
    session();
    tokens(1);
    rows.change("update session set ended_at = now() - interval '25 hours'");
    rows.change(
        """
        insert into login_attempt (id, name_key, reserved_at)
        values (gen_random_uuid(), '', now() - interval '25 hours')
        """);
    Await.until("the attempt is gone", () -> rows.count("login_attempt") == 0);
    assertEquals(1, rows.count("refresh_token"));
    assertEquals(1, rows.count("session"));
  }
}
