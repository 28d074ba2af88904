package warren.service.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.auth0.jwt.JWT;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import warren.service.support.Await;
import warren.service.support.BothServices;
import warren.service.support.Rows;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;
import warren.service.support.WarrenTest.Scope;

/** Rotation of signing keys on two processes that check for it often. */
@WarrenTest(settings = "WARREN_CLEANUP_INTERVAL=50ms", processes = 2, scope = Scope.TEST)
class KeyRotationIT {
  private final BothServices services;
  private final TestService service;
  private final Rows rows;
  private final String ada;

  KeyRotationIT(BothServices services, TestService service, Rows rows) throws Exception {
    this.services = services;
    this.service = service;
    this.rows = rows;
    this.ada = service.account("ada");
  }

  /** The keys that sign the tokens of both processes. */
  private Set<String> signing() throws Exception {
    var body = Map.of("username", "ada", "password", TestService.PASSWORD);
    Set<String> kids = new HashSet<>();
    for (var reply : services.ask("RequestLoginToken", body, null)) {
      kids.add(JWT.decode(reply.data().textValue()).getKeyId());
    }
    return kids;
  }

  private List<String> published() throws Exception {
    return PublicKeySet.of(service).kids();
  }

  private String firstKey() {
    return rows.one(String.class, "select kid from signing_key");
  }

  /** Has the next key be published; its id. */
  private String publishNext(String first) throws Exception {
    rows.change(
        "update signing_key set signs_from = now() - interval '30 days' + interval '59 minutes'");
    Await.until("the next key is published", () -> rows.count("signing_key") == 2);
    return rows.one(String.class, "select kid from signing_key where kid <> ?", first);
  }

  private void hasSignedFor(String interval, String kid) {
    rows.change(
        "update signing_key set signs_from = now() - ?::interval where kid = ?", interval, kid);
  }

  /** Has the next key sign. */
  private void letSign(String kid) throws Exception {
    hasSignedFor("1 second", kid);
    Await.until("the next key signs", () -> signing().equals(Set.of(kid)));
  }

  /**
   * Waits until one of the two processes has checked the keys: the process that removes two of the
   * three rows checks the keys in between.
   */
  private void awaitLook() throws Exception {
    for (var i = 0; i < 3; i++) {
      rows.change(
          """
          insert into login_attempt (id, name_key, reserved_at)
          values (gen_random_uuid(), '', now() - interval '25 hours')
          """);
      Await.until("it is cleaned up", () -> rows.count("login_attempt") == 0);
    }
  }

  @Test
  void eachKeyIsPublishedBeforeAndAfterItSigns() throws Exception {
    var first = firstKey();
    assertEquals(List.of(first), published());
    assertEquals(Set.of(first), signing());

    var next = publishNext(first);
    var both = List.of(first, next).stream().sorted().toList();
    assertEquals(both, published());
    assertEquals(Set.of(first), signing());

    letSign(next);
    assertEquals(both, published());

    hasSignedFor("24 hours 9 minutes", next);
    awaitLook();
    assertEquals(both, published());
    hasSignedFor("24 hours 11 minutes", next);
    Await.until("the first key is forgotten", () -> rows.count("signing_key") == 1);
    assertEquals(List.of(next), published());
    assertEquals(Set.of(next), signing());
  }

  @Test
  void aTokenOfTheKeyBeforeIsTakenAndVerifiesStill() throws Exception {
    var first = firstKey();
    var old = service.token("ada", TestService.PASSWORD);
    var next = publishNext(first);
    assertTakenAndVerifies(first, old);
    letSign(next);
    assertTakenAndVerifies(first, old);
    assertTakenAndVerifies(next, service.token("ada", TestService.PASSWORD));
    hasSignedFor("24 hours 9 minutes", next);
    awaitLook();
    assertTakenAndVerifies(first, old);
  }

  private void assertTakenAndVerifies(String kid, String token) throws Exception {
    assertEquals(kid, JWT.decode(token).getKeyId());
    for (var reply : services.ask("RequestAccountData", Map.of(), token)) {
      assertEquals(ada, reply.data().get("user_id").textValue());
    }
    PublicKeySet.of(service)
        .verifying(token)
        .withIssuer("warren")
        .withAudience("warren")
        .withSubject(ada)
        .build()
        .verify(token);
  }
}
