package warren.service.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static warren.service.support.Bodies.json;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import warren.service.support.BothServices;
import warren.service.support.Rows;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** RequestBanUser: when a ban ends. */
@WarrenTest(processes = 2)
class BanDurationIT {
  private final TestService service;
  private final Rows rows;
  private final Bans bans;

  BanDurationIT(BothServices services, TestService service, Rows rows) throws Exception {
    this.service = service;
    this.rows = rows;
    this.bans = new Bans(services, service, rows, service.adminToken());
  }

  /** A time of the active ban. */
  private Instant time(String column) {
    return rows.one(
        Instant.class,
        "select %s from ban where account_id = ? and lifted_at is null".formatted(column),
        bans.ada);
  }

  private Duration length() {
    return Duration.between(time("started_at"), time("ends_at"));
  }

  @Test
  void aBanIsConfirmedWithoutDataAndLastsTwoDays() throws Exception {
    var before = Instant.now();
    var reply = bans.ban("permanent: false");
    var after = Instant.now();
    assertEquals(json("{data: null}"), reply.body());
    assertEquals(200, reply.status());
    assertEquals("ConfirmBanUser", reply.properties().getType());

    assertEquals(Duration.ofDays(2), length());
    assertFalse(time("started_at").isBefore(before.minusMillis(1)));
    assertFalse(time("started_at").isAfter(after));
    assertEquals(json("'%s'", time("ends_at")), bans.bannedUntil());
    assertEquals(
        1,
        rows.count(
            "ban where account_id = ? and actor_id = ? and reason is null and lifted_at is null",
            bans.ada,
            rows.account("admin")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "'true'"})
  void aPermanentBanHasNoEnd(String permanent) throws Exception {
    bans.ban("permanent: %s".formatted(permanent)).data();
    assertEquals(1, rows.count("ban where account_id = ? and ends_at is null", bans.ada));
    assertEquals(json("'9999-12-31T23:59:59Z'"), bans.bannedUntil());
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "'false'"})
  void aTemporaryBanHasAnEnd(String permanent) throws Exception {
    bans.ban("permanent: %s".formatted(permanent)).data();
    assertEquals(Duration.ofDays(2), length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"3600000", "'3600000'", "1", "3155760000000", "'3155760000000'"})
  void theDurationOfABanIsInMilliseconds(String duration) throws Exception {
    bans.ban("permanent: 'false', duration_ms: %s".formatted(duration)).data();
    assertEquals(Long.parseLong(duration.replace("'", "")), length().toMillis());
    assertEquals(0, length().toNanosPart() % 1_000_000);
  }

  @ParameterizedTest
  @CsvSource({
    "2999-01-31T12:00:00Z, 2999-01-31T12:00:00Z",
    "2999-01-31T12:00:00+00:00, 2999-01-31T12:00:00Z",
    "2999-01-31T12:00:00+05:30, 2999-01-31T06:30:00Z",
    "2999-01-31T20:00:00-08:00, 2999-02-01T04:00:00Z",
    "2999-01-31T12:00:00.123456Z, 2999-01-31T12:00:00.123456Z",
    "2996-02-29T23:59:59+14:00, 2996-02-29T09:59:59Z"
  })
  void aBanEndsAtTheGivenTime(String until, String expected) throws Exception {
    bans.ban("permanent: false, until: '%s'".formatted(until)).data();
    assertEquals(Instant.parse(expected), time("ends_at"));
    assertEquals(json("'%s'", expected), bans.bannedUntil());
  }

  @Test
  void aBanReplacesTheActiveOne() throws Exception {
    var moderator = service.holder("bob", "moderator");
    bans.ban("permanent: true, reason: 'first'").data();
    bans.ban("permanent: false, reason: 'second'", moderator).data();
    assertEquals(2, rows.count("ban where account_id = ?", bans.ada));
    assertEquals(
        List.of("second"),
        rows.all(
            String.class,
            "select reason from ban where account_id = ? and lifted_at is null",
            bans.ada));
    assertEquals(
        rows.one(Instant.class, "select lifted_at from ban where reason = 'first'"),
        rows.one(Instant.class, "select started_at from ban where reason = 'second'"));
    assertEquals(json("'%s'", time("ends_at")), bans.bannedUntil());
    assertEquals(Duration.ofDays(2), length());
  }

  @Test
  void anEndedBanRetainsItsEndWhenTheNextBegins() throws Exception {
    bans.ban("permanent: false, reason: 'first'").data();
    rows.change("update ban set ends_at = now() - interval '1 hour' where reason = 'first'");
    var end = time("ends_at");
    bans.ban("permanent: true, reason: 'second'").data();
    for (var column : List.of("ends_at", "lifted_at")) {
      var query = "select %s from ban where reason = 'first'".formatted(column);
      assertEquals(end, rows.one(Instant.class, query), column);
    }
    assertEquals(json("'9999-12-31T23:59:59Z'"), bans.bannedUntil());
    Bans.assertBanned(bans.login(TestService.PASSWORD));
  }
}
