package warren.service.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static warren.service.support.Bodies.assertBadCredentials;
import static warren.service.support.Bodies.assertRefused;
import static warren.service.support.Bodies.assertUnauthenticated;
import static warren.service.support.Bodies.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import warren.service.support.BothServices;
import warren.service.support.Rows;
import warren.service.support.TestClient.Answer;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** RequestBanUser: how long a ban lasts, what it ends, and whom it keeps out. */
@WarrenTest(processes = 2)
class BanIT {
  private final BothServices services;
  private final TestService service;
  private final Rows rows;
  private final String admin;

  private UUID ada = new UUID(0, 0);

  BanIT(BothServices services, TestService service, Rows rows) throws Exception {
    this.services = services;
    this.service = service;
    this.rows = rows;
    this.admin = service.adminToken();
  }

  @BeforeEach
  void makeAda() throws Exception {
    service.account("ada");
    ada = rows.account("ada");
  }

  /** Bans ada; the body says how, beside her id. */
  private Answer ban(String body, String token) throws Exception {
    var properties = service.client().properties().headers(Map.of("jwt", token)).build();
    var request = json("{user_id: '%s', %s}", ada, body).toString();
    return service.client().send("RequestBanUser", properties, request);
  }

  private Answer ban(String body) throws Exception {
    return ban(body, admin);
  }

  private Answer login(String password) throws Exception {
    var body = Map.of("username", "ada", "password", password);
    return service.client().call("RequestLoginToken", body);
  }

  private static void assertBanned(Answer login) throws Exception {
    assertRefused(403, "banned", "This account is banned.", login);
  }

  private Answer use(String token) throws Exception {
    return service.client().call("RequestAccountData", Map.of(), token);
  }

  private JsonNode bannedUntil() throws Exception {
    var body = Map.of("user_id", ada);
    return service.client().call("RequestAccountData", body, admin).data().get("banned_until");
  }

  /** A time of the ban that stands. */
  private Instant time(String column) {
    return rows.one(
        Instant.class,
        "select %s from ban where account_id = ? and lifted_at is null".formatted(column),
        ada);
  }

  private Duration length() {
    return Duration.between(time("started_at"), time("ends_at"));
  }

  private void unban() {
    rows.change("delete from ban where account_id = ?", ada);
  }

  @Test
  void aBanIsConfirmedWithNothingAndLastsTwoDays() throws Exception {
    var before = Instant.now();
    var answer = ban("permanent: false");
    var after = Instant.now();
    assertEquals(json("{data: null}"), answer.body());
    assertEquals(200, answer.status());
    assertEquals("ConfirmBanUser", answer.properties().getType());

    assertEquals(Duration.ofDays(2), length());
    assertFalse(time("started_at").isBefore(before.minusMillis(1)));
    assertFalse(time("started_at").isAfter(after));
    assertEquals(json("'%s'", time("ends_at")), bannedUntil());
    assertEquals(
        1,
        rows.count(
            "ban where account_id = ? and actor_id = ? and reason is null and lifted_at is null",
            ada,
            rows.account("admin")));
  }

  @Test
  void aBanKeepsItsReasonAndWhoBanned() throws Exception {
    var moderator = service.holder("bob", "moderator");
    ban("permanent: true, reason: 'Rude to Zoe\u0301, \"again\"'", moderator).data();
    assertEquals(
        1,
        rows.count(
            "ban where account_id = ? and actor_id = ? and reason = ?",
            ada,
            rows.account("bob"),
            "Rude to Zo\u00e9, \"again\""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "'true'"})
  void aPermanentBanHasNoEnd(String permanent) throws Exception {
    ban("permanent: %s".formatted(permanent)).data();
    assertEquals(1, rows.count("ban where account_id = ? and ends_at is null", ada));
    assertEquals(json("'9999-12-31T23:59:59Z'"), bannedUntil());
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "'false'"})
  void oneThatIsNotHasOne(String permanent) throws Exception {
    ban("permanent: %s".formatted(permanent)).data();
    assertEquals(Duration.ofDays(2), length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"3600000", "'3600000'", "1", "3155760000000", "'3155760000000'"})
  void aBanLastsAsManyMillisecondsAsItSays(String duration) throws Exception {
    ban("permanent: 'false', duration_ms: %s".formatted(duration)).data();
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
  void aBanEndsAtTheTimeThatItSays(String until, String expected) throws Exception {
    ban("permanent: false, until: '%s'".formatted(until)).data();
    assertEquals(Instant.parse(expected), time("ends_at"));
    assertEquals(json("'%s'", expected), bannedUntil());
  }

  @Test
  void aBanReplacesOneThatStands() throws Exception {
    var moderator = service.holder("bob", "moderator");
    ban("permanent: true, reason: 'first'").data();
    ban("permanent: false, reason: 'second'", moderator).data();
    assertEquals(2, rows.count("ban where account_id = ?", ada));
    assertEquals(
        List.of("second"),
        rows.all(
            String.class,
            "select reason from ban where account_id = ? and lifted_at is null",
            ada));
    assertEquals(
        rows.one(Instant.class, "select lifted_at from ban where reason = 'first'"),
        rows.one(Instant.class, "select started_at from ban where reason = 'second'"));
    assertEquals(json("'%s'", time("ends_at")), bannedUntil());
    assertEquals(Duration.ofDays(2), length());
  }

  @Test
  void aBanThatWasOverKeepsItsEndWhenTheNextOneIsMade() throws Exception {
    ban("permanent: false, reason: 'first'").data();
    rows.change("update ban set ends_at = now() - interval '1 hour' where reason = 'first'");
    var end = time("ends_at");
    ban("permanent: true, reason: 'second'").data();
    for (var column : List.of("ends_at", "lifted_at")) {
      var query = "select %s from ban where reason = 'first'".formatted(column);
      assertEquals(end, rows.one(Instant.class, query), column);
    }
    assertEquals(json("'9999-12-31T23:59:59Z'"), bannedUntil());
    assertBanned(login(TestService.PASSWORD));
  }

  @Test
  void aBanEndsAllSessionsForTheNextRequestOnBothServices() throws Exception {
    service.account("bob");
    var bob = service.token("bob", TestService.PASSWORD);
    for (var round = 0; round < 5; round++) {
      var tokens =
          List.of(
              service.token("ada", TestService.PASSWORD),
              service.token("ada", TestService.PASSWORD));
      for (var answer : services.ask("RequestAccountData", Map.of(), tokens.get(0))) {
        assertEquals("ada", answer.data().get("username").textValue());
      }
      ban("permanent: false").data();
      for (var token : tokens) {
        for (var answer : services.ask("RequestAccountData", Map.of(), token)) {
          assertUnauthenticated(answer);
        }
      }
      unban();
    }
    assertEquals(0, rows.count("session where account_id = ? and ended_at is null", ada));
    assertEquals("bob", use(bob).data().get("username").textValue());
  }

  @Test
  void onlyWhoKnowsThePasswordIsToldOfTheBan() throws Exception {
    ban("permanent: true").data();
    assertBanned(login(TestService.PASSWORD));
    assertBadCredentials(login("not the password"));
    assertEquals(0, rows.count("session where account_id = ?", ada));
  }

  @Test
  void aBanEndsByItselfAndTheSessionsThatItEndedStayEnded() throws Exception {
    var old = service.token("ada", TestService.PASSWORD);
    ban("permanent: false").data();
    rows.change("update ban set ends_at = now() + interval '1 hour'");
    assertBanned(login(TestService.PASSWORD));
    rows.change("update ban set ends_at = now()");
    var token = login(TestService.PASSWORD).data().textValue();
    assertNotEquals(old, token);
    assertEquals("ada", use(token).data().get("username").textValue());
    assertUnauthenticated(use(old));
    assertEquals(json("null"), bannedUntil());
    assertEquals(1, rows.count("ban where account_id = ? and lifted_at is null", ada));
  }

  @Test
  void aModeratorMayBanItself() throws Exception {
    var moderator = service.holder("bob", "moderator");
    var body = Map.of("user_id", rows.account("bob"), "permanent", "false");
    service.client().call("RequestBanUser", body, moderator).data();
    assertUnauthenticated(use(moderator));
  }

  @Test
  void whoIsBannedBansNobody() throws Exception {
    var moderator = service.holder("bob", "moderator");
    var body = Map.of("user_id", rows.account("bob"), "permanent", "true");
    service.client().call("RequestBanUser", body, admin).data();
    assertUnauthenticated(ban("permanent: true", moderator));
    assertEquals(0, rows.count("ban where account_id = ?", ada));
  }
}
