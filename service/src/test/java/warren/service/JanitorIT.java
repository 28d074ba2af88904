package warren.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.auth0.jwt.JWT;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is done now and then: by two processes, often. */
class JanitorIT {
  private static final Map<String, String> OFTEN = Map.of("WARREN_CLEANUP_INTERVAL", "50ms");

  private TestService one;
  private TestService other;
  private Rows rows;

  @BeforeEach
  void start() throws Exception {
    one = TestService.start(OFTEN);
    other = one.second();
    rows = new Rows(one);
    one.account("ada");
  }

  @AfterEach
  void stop() {
    other.close();
    one.close();
  }

  /** What outlives its time, as SQL: a table, how a row is made, and when its time is over. */
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
              "anonymous_creation",
              "(id, address_key, created_at) select gen_random_uuid(), '', %s",
              "1 hour"),
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
  void whatHasOutlivedItsTimeIsRemovedAndNothingElse() throws Exception {
    for (var lived : ALL) {
      var before = rows.count(lived.table());
      insert(lived, "now() - interval '%s' + interval '1 minute'".formatted(lived.over()), 1, 3);
      insert(
          lived, "now() - interval '%s' - interval '1 second'".formatted(lived.over()), 11, 1310);
      Await.until(
          "the old rows of " + lived.table() + " are gone",
          () -> rows.count(lived.table()) <= before + 3);
      assertEquals(before + 3, rows.count(lived.table()), lived.table());
      rows.change("delete from " + lived.table());
    }
  }

  @Test
  void aSessionGoesWithItsTokensAndATokenByItself() throws Exception {
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

  @Test
  void whatAnotherHoldsIsLeftAndTheRestRemovedMeanwhile() throws Exception {
    var attempts = ALL.get(1);
    try (var handle = one.database().open()) {
      insert(attempts, "now() - interval '24 hours' + interval '1 second'", 1, 2);
      handle.begin();
      handle.execute("select from login_attempt limit 1 for update");
      Await.until("the other is gone", () -> rows.count("login_attempt") == 1);
      insert(attempts, "now() - interval '25 hours'", 1, 700);
      Await.until("those are gone", () -> rows.count("login_attempt") == 1);
      handle.rollback();
    }
    Await.until("all are gone", () -> rows.count("login_attempt") == 0);
  }

  private List<String> partitions() {
    return rows.all(
        String.class,
        """
        select inhrelid::regclass::text from pg_inherits
        where inhparent = 'audit_entry'::regclass order by 1
        """);
  }

  @Test
  void theAuditHasThisMonthAndTheNextAndLosesWholeOldOnes() throws Exception {
    var month = YearMonth.now(ZoneOffset.UTC);
    var expected = List.of(nameOf(month), nameOf(month.plusMonths(1)));
    assertEquals(expected, partitions());

    var kept = month.minusMonths(6);
    var old = month.minusMonths(14);
    for (var past : List.of(kept, old)) {
      rows.change(
          "create table %s partition of audit_entry for values from ('%s') to ('%s')"
              .formatted(nameOf(past), past.atDay(1), past.plusMonths(1).atDay(1)));
    }
    Await.until("the old month is gone", () -> !partitions().contains(nameOf(old)));
    List<String> withKept = new ArrayList<>(List.of(nameOf(kept)));
    withKept.addAll(expected);
    assertEquals(withKept.stream().sorted().toList(), partitions());
  }

  private static String nameOf(YearMonth month) {
    return "audit_entry_%04d_%02d".formatted(month.getYear(), month.getMonthValue());
  }

  private String kid(TestService service) throws Exception {
    return JWT.decode(service.token("ada", TestService.PASSWORD)).getKeyId();
  }

  private List<String> kids() throws Exception {
    List<String> kids = new ArrayList<>();
    for (var key : one.client().call("RequestPublicKeys", Map.of()).data().get("keys")) {
      kids.add(key.get("kid").textValue());
    }
    return kids;
  }

  @Test
  void keysTakeTurnsAndAreKnownBeforeAndAfter() throws Exception {
    var first = kid(one);
    assertEquals(List.of(first), kids());

    rows.change(
        "update signing_key set signs_from = now() - interval '30 days' + interval '59 minutes'");
    Await.until("the next key is published", () -> rows.count("signing_key") == 2);
    assertEquals(2, kids().size());
    assertTrue(kids().contains(first));
    assertEquals(first, kid(one));
    assertEquals(first, kid(other));

    rows.change(
        "update signing_key set signs_from = now() - interval '1 second' where kid <> ?", first);
    for (var service : List.of(one, other)) {
      Await.until("the next key signs", () -> !kid(service).equals(first));
    }
    assertEquals(kid(one), kid(other));
    assertNotEquals(first, kid(one));
    assertEquals(2, kids().size());

    rows.change(
        "update signing_key set signs_from = now() - interval '24 hours 9 minutes' where kid <> ?",
        first);
    assertTrue(kids().contains(first));
    rows.change(
        "update signing_key set signs_from = now() - interval '24 hours 11 minutes' where kid <> ?",
        first);
    Await.until("the first key is forgotten", () -> rows.count("signing_key") == 1);
    assertEquals(List.of(kid(one)), kids());
  }
}
