package warren.service.sessions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.sessions.SessionRequests.accessToken;
import static warren.service.sessions.SessionRequests.refreshToken;
import static warren.service.support.Bodies.assertUnauthenticated;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import warren.service.support.Rows;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** Sessions, and the refresh tokens that carry them on. */
@WarrenTest
class RefreshIT {
  private final TestService service;
  private final Rows rows;
  private final SessionRequests sessions;

  RefreshIT(TestService service, Rows rows) {
    this.service = service;
    this.rows = rows;
    this.sessions = new SessionRequests(service);
  }

  @BeforeEach
  void account() throws Exception {
    sessions.begin();
  }

  private static Instant time(JsonNode session, String field) {
    return Instant.parse(session.get(field).textValue());
  }

  private static void assertNear(Instant expected, Instant seen) {
    assertTrue(Duration.between(expected, seen).abs().toSeconds() <= 20, expected + " " + seen);
  }

  @Test
  void aSessionHasBothTokensTheirEndsAndTheAccount() throws Exception {
    var session = sessions.open();
    var now = Instant.now();
    assertNear(now.plus(Duration.ofMinutes(15)), time(session, "expires_at"));
    assertNear(now.plus(Duration.ofDays(14)), time(session, "refresh_expires_at"));
    assertTrue(refreshToken(session).matches("[A-Za-z0-9_-]{43}"));
    assertEquals(sessions.data(session).data(), session.get("account"));
    assertEquals(5, session.size());
  }

  @Test
  void aRefreshReturnsTwoNewTokensOfTheRequestedLifetime() throws Exception {
    var first = sessions.open(Map.of("ttl", 60_000));
    var second = sessions.refreshed(first);
    assertNotEquals(first.get("access_token"), second.get("access_token"));
    assertNotEquals(refreshToken(first), refreshToken(second));
    assertEquals(first.get("account"), second.get("account"));
    for (var session : List.of(first, second)) {
      assertNear(Instant.now().plusSeconds(60), time(session, "expires_at"));
      sessions.assertActive(session);
    }
    assertEquals(1, rows.count("session where account_id = ?", sessions.id()));
  }

  @Test
  void theNewestThreeTokensOfASessionAreActive() throws Exception {
    List<JsonNode> all = new ArrayList<>(List.of(sessions.open()));
    for (var i = 0; i < 3; i++) {
      all.add(sessions.refreshed(all.get(i)));
    }
    assertUnauthenticated(sessions.data(all.get(0)));
    for (var session : all.subList(1, 4)) {
      sessions.assertActive(session);
    }
  }

  @Test
  void aRepeatedRefreshWithin30SecondsReturnsTheSameSuccessor() throws Exception {
    var first = sessions.open();
    var second = sessions.refreshed(first);
    sessions.exchangedAgo("29 seconds");
    var again = sessions.refreshed(first);
    assertEquals(refreshToken(second), refreshToken(again));
    assertEquals(accessToken(second), accessToken(again));
    assertEquals(second.get("expires_at"), again.get("expires_at"));
    sessions.assertActive(second);
    sessions.assertActive(again);
    assertEquals(2, rows.count("refresh_token"));
    sessions.assertActive(sessions.refreshed(again));
  }

  @Test
  void afterThatItIsInTwoHandsAndEndsTheSession() throws Exception {
    var first = sessions.open();
    var second = sessions.refreshed(first);
    sessions.exchangedAgo("31 seconds");
    assertUnauthenticated(sessions.refresh(refreshToken(first)));
    assertEquals(
        1,
        rows.count(
            "audit_entry where operation = 'RequestTokenRefresh' and outcome = 'unauthenticated'"
                + " and account_id = ?",
            sessions.id()));
    sessions.assertAllEnded(second);
  }

  @Test
  void thePredecessorOfAPredecessorEndsTheSessionAtOnce() throws Exception {
    var first = sessions.open();
    var second = sessions.refreshed(first);
    var third = sessions.refreshed(second);
    assertUnauthenticated(sessions.refresh(refreshToken(first)));
    sessions.assertAllEnded(third);
  }

  @Test
  void aSessionEndsWhenItIsNotRefreshedFor14Days() throws Exception {
    var session = sessions.open();
    rows.change("update session set expires_at = now() - interval '1 second'");
    assertUnauthenticated(sessions.refresh(refreshToken(session)));
    assertUnauthenticated(sessions.data(session));
  }

  @Test
  void aSessionEnds30DaysAfterItsLoginWhateverItDoes() throws Exception {
    var session = sessions.open();
    rows.change(
        "update session set created_at = now() - interval '30 days' + interval '5 minutes'");
    var last = sessions.refreshed(session);
    var end = Instant.now().plus(Duration.ofMinutes(5));
    assertNear(end, time(last, "refresh_expires_at"));
    assertEquals(time(last, "refresh_expires_at"), time(last, "expires_at"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "a.b.c", "\u0000"})
  void everyInvalidRefreshTokenGetsTheSameRefusal(String token) throws Exception {
    assertUnauthenticated(sessions.refresh(token));
    service.client().call("RequestInvalidateLoginToken", Map.of("refresh_token", token)).data();
  }

  @Test
  void anAccessTokenDoesNotRefresh() throws Exception {
    assertUnauthenticated(sessions.refresh(accessToken(sessions.open())));
  }

  @Test
  void theDatabaseContainsNoToken() throws Exception {
    var first = sessions.open();
    var second = sessions.refreshed(first);
    for (var token : List.of(refreshToken(first), refreshToken(second))) {
      for (var table : List.of("refresh_token", "session", "session_token", "audit_entry")) {
        assertEquals(
            0, rows.count("%1$s where strpos(%1$s::text, ?) > 0".formatted(table), token), table);
      }
    }
  }

  @Test
  void aRepeatedRefreshReplacesAnAccessTokenThatIsNotActiveAnyMore() throws Exception {
    var first = sessions.open();
    var second = sessions.refreshed(first);
    rows.change("update session_token set expires_at = now()");
    assertUnauthenticated(sessions.data(second));
    var third = sessions.refreshed(first);
    sessions.assertActive(third);
    assertEquals(refreshToken(second), refreshToken(third));
    assertEquals(accessToken(third), accessToken(sessions.refreshed(first)));
  }

  @Test
  void theStoredAccessTokenIsNotReadable() throws Exception {
    var second = sessions.refreshed(sessions.open());
    var stored =
        rows.one(
            String.class,
            "select encode(access_token, 'escape') from refresh_token where access_token is not null");
    assertFalse(stored.contains(accessToken(second).substring(0, 10)));
  }
}
