package warren.service.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static warren.service.support.Bodies.assertUnauthenticated;

import com.auth0.jwt.JWT;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import warren.service.support.BothServices;
import warren.service.support.Rows;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** {@code warren keys}, with two processes whose housekeeping does not run meanwhile. */
@WarrenTest(processes = 2)
class KeysIT {
  private static final Map<String, String> ADA =
      Map.of("username", "ada", "password", TestService.PASSWORD);

  private final BothServices services;
  private final TestService service;
  private final Rows rows;
  private final String first;

  KeysIT(BothServices services, TestService service, Rows rows) throws Exception {
    this.services = services;
    this.service = service;
    this.rows = rows;
    this.first = rows.one(String.class, "select kid from signing_key");
    service.account("ada");
  }

  private CommandRun keys(String... arguments) {
    var all = new ArrayList<>(List.of("keys"));
    all.addAll(List.of(arguments));
    return CommandRun.of(
        TestService.settings(service.place(), Map.of()), all.toArray(String[]::new));
  }

  /** Runs a command that prints the signing key; its id. */
  private String signingAfter(String... arguments) {
    var run = keys(arguments);
    assertEquals(0, run.exit(), run::err);
    assertEquals("", run.err());
    return run.out().strip();
  }

  @Test
  void aWrongSecretIsRefusedBeforeAnyChange() {
    var settings = TestService.settings(service.place(), Map.of("WARREN_SECRET", "x".repeat(32)));
    var before = listed();
    for (var arguments : List.of(List.of("rotate"), List.of("withdraw", first))) {
      var all = Stream.concat(Stream.of("keys"), arguments.stream()).toArray(String[]::new);
      var run = CommandRun.of(settings, all);
      assertNotEquals(0, run.exit());
      assertEquals("", run.out());
      assertEquals(
          "WARREN_SECRET is not the secret with which the keys in the database are encrypted:"
              + " set the secret that the other processes use.\n",
          run.err());
      assertEquals(before, listed());
    }
  }

  private List<List<String>> listed() {
    var run = keys("list");
    assertEquals(0, run.exit(), run::err);
    return run.out().lines().map(line -> List.of(line.split("  +", -1))).toList();
  }

  private List<List<String>> listedStates() {
    return listed().stream().skip(1).map(line -> line.subList(0, 2)).toList();
  }

  /** The keys that sign the tokens of both processes. */
  private Set<String> signing() throws Exception {
    Set<String> kids = new HashSet<>();
    for (var reply : services.ask("RequestLoginToken", ADA, null)) {
      kids.add(JWT.decode(reply.data().textValue()).getKeyId());
    }
    return kids;
  }

  private Set<String> published() throws Exception {
    Set<String> kids = new HashSet<>();
    for (var reply : services.ask("RequestPublicKeys", Map.of(), null)) {
      reply.data().get("keys").forEach(key -> kids.add(key.get("kid").textValue()));
    }
    return kids;
  }

  private void assertActiveOnBoth(String token) throws Exception {
    for (var reply : services.ask("RequestAccountData", Map.of(), token)) {
      assertEquals("ada", reply.data().get("username").textValue());
    }
  }

  private void assertEndedOnBoth(String token) throws Exception {
    for (var reply : services.ask("RequestAccountData", Map.of(), token)) {
      assertUnauthenticated(reply);
    }
    for (var reply : services.ask("RequestTokenStatus", Map.of("token", token), null)) {
      assertEquals(Set.of("active"), Set.copyOf(names(reply.data())));
      assertEquals(false, reply.data().get("active").booleanValue());
    }
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Has a third process publish the next key; its id. */
  private String publishNext() throws Exception {
    rows.change(
        "update signing_key set signs_from = now() - interval '29 days 23 hours 30 minutes'");
    services.one().second().close();
    return rows.one(String.class, "select kid from signing_key where kid <> ?::uuid", first);
  }

  @Test
  void listShowsTheStatesAndTimes() throws Exception {
    rows.change("update signing_key set created_at = '2026-01-02T03:04:05.678Z'");
    rows.change("update signing_key set signs_from = '2126-01-01T00:00:00Z'");
    // 30 days of rotation, 24 hours of the longest token, and 10 minutes
    assertEquals(
        List.of(
            List.of("KID", "STATE", "CREATED", "RETIRES"),
            List.of(first, "signing", "2026-01-02T03:04:05Z", "2126-02-01T00:10:00Z")),
        listed());

    var next = publishNext();
    assertEquals(List.of(List.of(next, "next"), List.of(first, "signing")), listedStates());
    assertEquals(next, signingAfter("rotate"));
    assertEquals(List.of(List.of(next, "signing"), List.of(first, "verify-only")), listedStates());
  }

  @Test
  void rotateMakesANewKeySignTheVeryNextTokenInBothProcesses() throws Exception {
    var before = service.token("ada", TestService.PASSWORD);
    assertEquals(Set.of(first), signing());

    var second = signingAfter("rotate");

    assertNotEquals(first, second);
    assertEquals(Set.of(second), signing());
    assertEquals(Set.of(first, second), published());
    assertActiveOnBoth(before);
    assertActiveOnBoth(service.token("ada", TestService.PASSWORD));
    assertEquals(
        1,
        rows.count(
            "audit_entry where operation = 'keys rotate' and outcome = 'ok' and actor_id is null"));
  }

  @Test
  void withdrawEndsTheTokensOfTheKeyAndAnotherKeySigns() throws Exception {
    var token = service.token("ada", TestService.PASSWORD);
    var session = service.client().call("RequestSession", ADA).data();
    assertActiveOnBoth(token);

    var second = signingAfter("withdraw", first);

    assertEquals(Set.of(second), signing());
    assertEquals(Set.of(second), published());
    assertEndedOnBoth(token);
    assertEndedOnBoth(session.get("access_token").textValue());
    var refresh = Map.of("refresh_token", session.get("refresh_token").textValue());
    var refreshed =
        service
            .client()
            .call("RequestTokenRefresh", refresh)
            .data()
            .get("access_token")
            .textValue();
    assertEquals(second, JWT.decode(refreshed).getKeyId());
    assertActiveOnBoth(refreshed);
    assertEquals(1, rows.count("audit_entry where operation = 'keys withdraw' and outcome = 'ok'"));
  }

  @Test
  void withdrawingTheSigningKeyMakesThePublishedNextKeySign() throws Exception {
    var next = publishNext();
    assertEquals(next, signingAfter("withdraw", first));
    assertEquals(Set.of(next), signing());
    assertEquals(Set.of(next), published());
  }

  @Test
  void withdrawingAnotherKeyLeavesTheSigningKey() throws Exception {
    var old = service.token("ada", TestService.PASSWORD);
    var second = signingAfter("rotate");
    var token = service.token("ada", TestService.PASSWORD);

    assertEquals(second, signingAfter("withdraw", first));

    assertEquals(Set.of(second), signing());
    assertEndedOnBoth(old);
    assertActiveOnBoth(token);
  }

  @Test
  void anUnknownKeyIsReportedAndNothingChanges() throws Exception {
    for (var kid : List.of("no-such-key", "00000000-0000-7000-8000-000000000000")) {
      var run = keys("withdraw", kid);
      assertEquals(1, run.exit());
      assertEquals("", run.out());
      assertEquals(
          "There is no key %s; `warren keys list` lists all keys.\n".formatted(kid), run.err());
    }
    assertEquals(Set.of(first), published());
    assertEquals(0, rows.count("withdrawn_key"));
    assertEquals(0, rows.count("audit_entry where operation = 'keys withdraw'"));
  }

  @Test
  void tokensIssuedDuringAWithdrawalAreActiveOnlyIfTheOtherKeySigned() throws Exception {
    List<String> ids = new ArrayList<>();
    for (var i = 0; i < 60; i++) {
      ids.add(services.send("RequestLoginToken", ADA, null));
    }
    var second = signingAfter("withdraw", first);
    for (var reply : services.await(ids)) {
      var token = reply.data().textValue();
      var status = service.client().call("RequestTokenStatus", Map.of("token", token)).data();
      assertEquals(
          second.equals(JWT.decode(token).getKeyId()), status.get("active").booleanValue());
    }
  }
}
