package warren.service.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.support.Bodies.assertUnauthenticated;
import static warren.service.support.Bodies.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import warren.service.support.BothServices;
import warren.service.support.ConcurrentCaller;
import warren.service.support.PasswordCaller;
import warren.service.support.Rows;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;
import warren.service.support.WarrenTest.Scope;

/** Two processes on one broker and one database, which receive requests alternately. */
@WarrenTest(processes = 2, scope = Scope.TEST)
class TwoServicesIT {
  private final TestService one;
  private final TestService other;
  private final ConcurrentCaller caller;

  TwoServicesIT(BothServices services) throws Exception {
    this.one = services.one();
    this.other = services.other();
    this.caller = ConcurrentCaller.byQueue(one.connection());
  }

  /** Sends the request so often that both processes receive some. */
  private List<String> sendToBoth(
      String operation, Map<String, ?> body, Map<String, Object> headers) throws Exception {
    List<String> ids = new ArrayList<>();
    for (var i = 0; i < 8; i++) {
      ids.add(caller.send(operation, body, with -> with.headers(headers)));
    }
    caller.awaitReplies(ids);
    return ids;
  }

  private void assertBothTookPart(String operation) throws Exception {
    for (var service : List.of(one, other)) {
      assertTrue(service.answers(operation) > 0, operation);
    }
  }

  @Test
  void aTokenIsActiveOnBothAndEndsOnBothImmediately() throws Exception {
    one.account("ada");
    for (var round = 0; round < 10; round++) {
      Map<String, Object> token = Map.of("jwt", one.token("ada", TestService.PASSWORD));
      for (var id : sendToBoth("RequestAccountData", Map.of(), token)) {
        assertEquals("ada", caller.first(id).data().get("username").textValue());
      }
      caller
          .first(caller.send("RequestInvalidateLoginToken", Map.of(), with -> with.headers(token)))
          .data();
      for (var id : sendToBoth("RequestAccountData", Map.of(), token)) {
        assertEquals("unauthenticated", caller.first(id).code());
      }
    }
    assertBothTookPart("RequestAccountData");
    assertBothTookPart("RequestLoginToken");
    assertBothTookPart("RequestInvalidateLoginToken");
  }

  @Test
  void aPasswordUpdateEndsTheOtherSessionsOnBothAtOnce() throws Exception {
    one.account("ada");
    var password = TestService.PASSWORD;
    for (var round = 0; round < 5; round++) {
      Map<String, Object> own = Map.of("jwt", one.token("ada", password));
      Map<String, Object> ended = Map.of("jwt", one.token("ada", password));
      var next = "the password of round " + round;
      var body = PasswordCaller.body(password, next, null);
      caller.first(caller.send(PasswordCaller.UPDATE, body, with -> with.headers(own))).data();
      for (var id : sendToBoth("RequestAccountData", Map.of(), ended)) {
        assertEquals("unauthenticated", caller.first(id).code());
      }
      for (var id : sendToBoth("RequestAccountData", Map.of(), own)) {
        assertEquals("ada", caller.first(id).data().get("username").textValue());
      }
      password = next;
    }
    assertBothTookPart("RequestAccountData");
  }

  private void assertEndedOnBoth(String token) throws Exception {
    for (var id : sendToBoth("RequestAccountData", Map.of(), Map.of("jwt", token))) {
      assertUnauthenticated(caller.first(id));
    }
  }

  @Test
  void allTokensOfAnAccountEndOnBothAtOnce() throws Exception {
    one.account("ada");
    for (var round = 0; round < 5; round++) {
      var tokens =
          List.of(
              one.token("ada", TestService.PASSWORD),
              session().get("access_token").textValue(),
              one.token("ada", TestService.PASSWORD));
      for (var token : tokens) {
        sendToBoth("RequestAccountData", Map.of(), Map.of("jwt", token));
      }
      var before = Instant.now();
      var reply = caller.first(caller.send("RequestInvalidateAllTokens", Map.of(), tokens.get(0)));
      var at = Instant.parse(reply.data().path("invalidated_at").asText());
      assertEquals(json("{data: {invalidated_at: '%s', sessions: 3}}", at), reply.body());
      assertEquals("ConfirmInvalidateToken", reply.properties().getType());
      assertFalse(at.isBefore(before) || at.isAfter(Instant.now()), at::toString);
      for (var token : tokens) {
        assertEndedOnBoth(token);
      }
    }
    assertBothTookPart("RequestAccountData");
    assertBothTookPart("RequestInvalidateAllTokens");
  }

  private JsonNode session() throws Exception {
    var body = Map.of("username", "ada", "password", TestService.PASSWORD);
    return one.client().call("RequestSession", body).data();
  }

  @Test
  void aSessionThatIsEndedByItsRefreshTokenEndsOnBothAtOnce() throws Exception {
    one.account("ada");
    for (var round = 0; round < 5; round++) {
      var session = session();
      Map<String, Object> token = Map.of("jwt", session.get("access_token").textValue());
      for (var id : sendToBoth("RequestAccountData", Map.of(), token)) {
        caller.first(id).data();
      }
      var body = Map.of("refresh_token", session.get("refresh_token").textValue());
      var reply = caller.first(caller.send("RequestInvalidateLoginToken", body));
      var at = Instant.parse(reply.data().path("invalidated_at").asText());
      assertEquals(json("{data: {invalidated_at: '%s'}}", at), reply.body());
      assertEndedOnBoth(session.get("access_token").textValue());
      for (var id : sendToBoth("RequestTokenRefresh", body, Map.of())) {
        assertUnauthenticated(caller.first(id));
      }
    }
    assertBothTookPart("RequestAccountData");
    assertBothTookPart("RequestTokenRefresh");
    assertBothTookPart("RequestInvalidateLoginToken");
  }

  @Test
  void aChangedRoleAppliesOnBothImmediately() throws Exception {
    one.account("ada");
    var rows = new Rows(one);
    Map<String, Object> token = Map.of("jwt", one.token("ada", TestService.PASSWORD));
    var boss = Map.of("user_id", rows.account("admin"));
    for (var round = 0; round < 5; round++) {
      for (var id : sendToBoth("RequestAccountData", boss, token)) {
        assertEquals("forbidden", caller.first(id).code());
      }
      rows.change(
          """
          insert into role_permission
          select role.id, permission.id from role, permission
          where role.name_key = 'user' and permission.name = 'CAN_READ_ACCOUNTS'
          """);
      for (var id : sendToBoth("RequestAccountData", boss, token)) {
        assertEquals("admin", caller.first(id).data().get("username").textValue());
      }
      rows.change(
          """
          delete from role_permission using role, permission
          where role_id = role.id and permission_id = permission.id
            and role.name_key = 'user' and permission.name = 'CAN_READ_ACCOUNTS'
          """);
    }
    assertBothTookPart("RequestAccountData");
  }

  @Test
  void bothPublishTheSameKeys() throws Exception {
    Set<JsonNode> keys = new HashSet<>();
    for (var id : sendToBoth("RequestPublicKeys", Map.of(), Map.of())) {
      keys.add(caller.first(id).data());
    }
    assertBothTookPart("RequestPublicKeys");
    assertEquals(1, keys.size());
    assertEquals(1, keys.iterator().next().get("keys").size());
  }

  @Test
  void aWriteThatReachesBothHasOneEffect() throws Exception {
    for (var round = 0; round < 5; round++) {
      var body = Map.of("username", "user-" + round, "password", TestService.PASSWORD);
      var messageId = "message-" + round;
      List<String> ids = new ArrayList<>();
      for (var i = 0; i < 8; i++) {
        ids.add(caller.send("RequestAccountCreate", body, with -> with.messageId(messageId)));
      }
      caller.awaitReplies(ids);

      Set<JsonNode> created = new HashSet<>();
      for (var id : ids) {
        created.add(caller.first(id).data());
      }
      assertEquals(1, created.size());
    }
    assertBothTookPart("RequestAccountCreate");
    assertEquals(
        List.of("admin", "user-0", "user-1", "user-2", "user-3", "user-4"), one.usernames());
  }
}
