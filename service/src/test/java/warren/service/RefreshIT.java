package warren.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.Bodies.assertUnauthenticated;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import warren.service.TestClient.Answer;

/** Sessions, and the refresh tokens that carry them on. */
class RefreshIT {
  private static final int AT_ONCE = 20;

  private static TestService service;
  private static Rows rows;
  private static UUID ada = new UUID(0, 0);

  @BeforeAll
  static void start() throws Exception {
    service = TestService.start(Map.of("WARREN_HASH_THREADS", "4"));
    rows = new Rows(service);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @BeforeEach
  void account() throws Exception {
    rows.deleteAccounts();
    ada = UUID.fromString(service.account("ada"));
  }

  private static JsonNode open(Map<String, ?> more) throws Exception {
    var body = new HashMap<String, Object>(more);
    body.put("username", "ada");
    body.put("password", TestService.PASSWORD);
    return service.client().call("RequestSession", body).data();
  }

  private static JsonNode open() throws Exception {
    return open(Map.of());
  }

  private static Answer refresh(String token) throws Exception {
    return service.client().call("RequestTokenRefresh", Map.of("refresh_token", token));
  }

  private static JsonNode refreshed(JsonNode session) throws Exception {
    return refresh(refreshToken(session)).data();
  }

  private static String refreshToken(JsonNode session) {
    return session.get("refresh_token").textValue();
  }

  private static Answer data(JsonNode session) throws Exception {
    return service
        .client()
        .call("RequestAccountData", Map.of(), session.get("access_token").textValue());
  }

  private static Instant time(JsonNode session, String field) {
    return Instant.parse(session.get(field).textValue());
  }

  private static void assertNear(Instant expected, Instant seen) {
    assertTrue(Duration.between(expected, seen).abs().toSeconds() <= 20, expected + " " + seen);
  }

  private static void assertStands(JsonNode session) throws Exception {
    assertEquals(200, data(session).status());
  }

  private static void assertEnded(JsonNode session) throws Exception {
    assertUnauthenticated(data(session));
    assertUnauthenticated(refresh(refreshToken(session)));
    assertEquals(0, rows.count("session where account_id = ? and ended_at is null", ada));
  }

  @Test
  void aSessionHasBothTokensTheirEndsAndTheAccount() throws Exception {
    var session = open();
    var now = Instant.now();
    assertNear(now.plus(Duration.ofMinutes(15)), time(session, "expires_at"));
    assertNear(now.plus(Duration.ofDays(14)), time(session, "refresh_expires_at"));
    assertTrue(refreshToken(session).matches("[A-Za-z0-9_-]{43}"));
    assertEquals(data(session).data(), session.get("account"));
    assertEquals(5, session.size());
  }

  @Test
  void aRefreshGivesTheNextOfBothAndKeepsTheLifetimeThatWasAskedFor() throws Exception {
    var first = open(Map.of("ttl", 60_000));
    var second = refreshed(first);
    assertNotEquals(first.get("access_token"), second.get("access_token"));
    assertNotEquals(refreshToken(first), refreshToken(second));
    assertEquals(first.get("account"), second.get("account"));
    for (var session : List.of(first, second)) {
      assertNear(Instant.now().plusSeconds(60), time(session, "expires_at"));
      assertStands(session);
    }
    assertEquals(1, rows.count("session where account_id = ?", ada));
  }

  @Test
  void theNewestThreeTokensOfASessionCount() throws Exception {
    List<JsonNode> sessions = new ArrayList<>(List.of(open()));
    for (var i = 0; i < 3; i++) {
      sessions.add(refreshed(sessions.get(i)));
    }
    assertUnauthenticated(data(sessions.get(0)));
    for (var session : sessions.subList(1, 4)) {
      assertStands(session);
    }
  }

  @Test
  void whoLostTheReplyGetsTheSameSuccessorFor30Seconds() throws Exception {
    var first = open();
    var second = refreshed(first);
    exchanged("29 seconds ago");
    var again = refreshed(first);
    assertEquals(refreshToken(second), refreshToken(again));
    assertStands(second);
    assertStands(again);
    assertEquals(2, rows.count("refresh_token"));
    assertStands(refreshed(again));
  }

  @Test
  void afterThatItIsInTwoHandsAndEndsTheSession() throws Exception {
    var first = open();
    var second = refreshed(first);
    exchanged("31 seconds ago");
    assertUnauthenticated(refresh(refreshToken(first)));
    assertEquals(
        1,
        rows.count(
            "audit_entry where operation = 'RequestTokenRefresh' and outcome = 'unauthenticated'"
                + " and account_id = ?",
            ada));
    assertEnded(second);
  }

  /** Moves what was exchanged to then. */
  private static void exchanged(String when) {
    rows.change(
        "update refresh_token set exchanged_at = now() - interval '"
            + when.replace(" ago", "")
            + "' where exchanged_at is not null");
  }

  @Test
  void thePredecessorOfAPredecessorEndsTheSessionAtOnce() throws Exception {
    var first = open();
    var second = refreshed(first);
    var third = refreshed(second);
    assertUnauthenticated(refresh(refreshToken(first)));
    assertEnded(third);
  }

  @Test
  void manyAtOnceGetTheSameSuccessor() throws Exception {
    try (var second = service.second()) {
      var session = open();
      Set<String> successors = new HashSet<>();
      for (var answer : refreshAtOnce(session, List.of(service.client(), second.client()))) {
        successors.add(refreshToken(answer.data()));
      }
      assertEquals(1, successors.size());
      assertEquals(2, rows.count("refresh_token"));
      assertEquals(200, refresh(successors.iterator().next()).status());
    }
  }

  @Test
  void manyAtOnceWithATokenThatIsInTwoHandsAreAllRefused() throws Exception {
    try (var second = service.second()) {
      var session = open();
      var latest = refreshed(session);
      exchanged("31 seconds ago");
      for (var answer : refreshAtOnce(session, List.of(service.client(), second.client()))) {
        assertUnauthenticated(answer);
      }
      assertEnded(latest);
    }
  }

  private static List<Answer> refreshAtOnce(JsonNode session, List<TestClient> clients)
      throws Exception {
    var body =
        "{\"refresh_token\": \"%s\"}"
            .formatted(refreshToken(session))
            .getBytes(StandardCharsets.UTF_8);
    for (var i = 0; i < AT_ONCE; i++) {
      var client = clients.get(i % 2);
      client.publish("RequestTokenRefresh", client.properties().build(), body);
    }
    List<Answer> answers = new ArrayList<>();
    for (var i = 0; i < AT_ONCE; i++) {
      answers.add(clients.get(i % 2).next());
    }
    return answers;
  }

  @Test
  void aSessionEndsWhenItIsNotRefreshedFor14Days() throws Exception {
    var session = open();
    rows.change("update session set expires_at = now() - interval '1 second'");
    assertUnauthenticated(refresh(refreshToken(session)));
    assertUnauthenticated(data(session));
  }

  @Test
  void aSessionEnds30DaysAfterItsLoginWhateverItDoes() throws Exception {
    var session = open();
    rows.change(
        "update session set created_at = now() - interval '30 days' + interval '5 minutes'");
    var last = refreshed(session);
    var end = Instant.now().plus(Duration.ofMinutes(5));
    assertNear(end, time(last, "refresh_expires_at"));
    assertEquals(time(last, "refresh_expires_at"), time(last, "expires_at"));
  }

  static Stream<String> ends() {
    return Stream.of(
        "RequestBanUser {\"user_id\": \"%s\", \"permanent\": true}",
        "RequestAccountDelete {\"user_id\": \"%s\"}",
        "RequestInvalidateAllTokens {\"user_id\": \"%s\"}");
  }

  @ParameterizedTest
  @MethodSource("ends")
  void whatEndsAccessEndsRefreshing(String request) throws Exception {
    var session = open();
    var properties = service.client().properties().headers(Map.of("jwt", service.adminToken()));
    var operation = request.substring(0, request.indexOf(' '));
    var body = request.substring(request.indexOf(' ')).formatted(ada);
    service.client().send(operation, properties.build(), body).data();
    assertEnded(session);
  }

  @Test
  void aDisabledAccountIsNotRefreshed() throws Exception {
    var session = open();
    rows.change("update account set enabled = false where username_key = 'ada'");
    assertUnauthenticated(refresh(refreshToken(session)));
  }

  @Test
  void aSessionCanBeEndedByAnyOfItsRefreshTokens() throws Exception {
    for (var latest : List.of(true, false)) {
      var first = open();
      var second = refreshed(first);
      var token = refreshToken(latest ? second : first);
      service.client().call("RequestInvalidateLoginToken", Map.of("refresh_token", token)).data();
      assertEnded(second);
    }
  }

  @Test
  void theTokenInTheHeaderIsLeftWhereTheRefreshTokenIsNamed() throws Exception {
    var kept = open();
    var ended = open();
    service
        .client()
        .call(
            "RequestInvalidateLoginToken",
            Map.of("refresh_token", refreshToken(ended)),
            kept.get("access_token").textValue())
        .data();
    assertStands(kept);
    assertUnauthenticated(data(ended));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "a.b.c", "\u0000"})
  void whatIsNoRefreshTokenIsRefusedAlike(String token) throws Exception {
    assertUnauthenticated(refresh(token));
    service.client().call("RequestInvalidateLoginToken", Map.of("refresh_token", token)).data();
  }

  @Test
  void anAccessTokenDoesNotRefresh() throws Exception {
    assertUnauthenticated(refresh(open().get("access_token").textValue()));
  }

  @Test
  void noTokenStandsInTheDatabase() throws Exception {
    var first = open();
    var second = refreshed(first);
    for (var token : List.of(refreshToken(first), refreshToken(second))) {
      for (var table : List.of("refresh_token", "session", "session_token", "audit_entry")) {
        assertEquals(
            0, rows.count("%1$s where strpos(%1$s::text, ?) > 0".formatted(table), token), table);
      }
    }
  }
}
