package warren.service.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.support.Bodies.assertForbidden;
import static warren.service.support.Bodies.assertInactive;
import static warren.service.support.Bodies.assertRefused;
import static warren.service.support.Bodies.assertUnauthenticated;
import static warren.service.support.Bodies.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** The status of a token, and the end of all tokens of an account. */
@WarrenTest
class TokenStatusIT {
  private final TestService service;
  private final Rows rows;

  TokenStatusIT(TestService service, Rows rows) {
    this.service = service;
    this.rows = rows;
  }

  @BeforeEach
  void empty() throws Exception {
    service.account("ada");
  }

  private String token() throws Exception {
    return service.token("ada", TestService.PASSWORD);
  }

  private Reply status(Map<String, ?> body, @Nullable String header) throws Exception {
    return service.client().call("RequestTokenStatus", body, header);
  }

  @Test
  void theStatusOfAnActiveTokenIsComplete() throws Exception {
    var token = token();
    var data = status(Map.of(), token).data();
    var expiresAt = Instant.parse(data.get("expires_at").textValue());
    assertTrue(Duration.between(Instant.now().plusSeconds(900), expiresAt).abs().toSeconds() <= 20);
    assertEquals(
        json(
            """
            {active: true, user_id: '%s', username: 'ada', role: 'user', access_level: 0,
             permissions: ['CAN_DELETE_SELF', 'CAN_UPDATE_SELF'], expires_at: '%s'}
            """,
            rows.account("ada"), expiresAt),
        data);
    assertEquals(data, status(Map.of("token", token), null).data());
  }

  @Test
  void theTokenInTheBodyIsMeantIfThereIsOne() throws Exception {
    assertInactive(status(Map.of("token", "garbage"), token()));
    assertEquals(
        "ada", status(Map.of("token", token()), "garbage").data().get("username").textValue());
  }

  @Test
  void rolesAreReadLive() throws Exception {
    var token = token();
    rows.give("ada", "moderator");
    var data = status(Map.of(), token).data();
    assertEquals("moderator", data.get("role").textValue());
    assertEquals(10, data.get("access_level").intValue());
    assertEquals(5, data.get("permissions").size());
  }

  @Test
  void allOnesOwnTokensAreEndedAndCounted() throws Exception {
    var one = token();
    var other = token();
    var expired = token();
    rows.change(
        """
        update session set expires_at = now() - interval '1 second'
        where id = (select id from session order by id desc limit 1)
        """);
    var reply = endAll(Map.of(), one);
    var at = Instant.parse(reply.data().path("invalidated_at").asText());
    assertEquals(json("{data: {invalidated_at: '%s', sessions: 2}}", at), reply.body());
    for (var token : new String[] {one, other, expired}) {
      assertInactive(status(Map.of(), token));
      assertUnauthenticated(endAll(Map.of(), token));
    }
  }

  private Reply endAll(Map<String, ?> body, String token) throws Exception {
    return service.client().call("RequestInvalidateAllTokens", body, token);
  }

  @Test
  void tokensOfOthersAreEndedByHoldersOfThePermissionWithinTheirLevel() throws Exception {
    service.account("bob");
    var bob = service.token("bob", TestService.PASSWORD);
    Map<String, ?> ofBob = Map.of("user_id", rows.account("bob"));
    assertForbidden(endAll(ofBob, token()));

    rows.role("revoker", 5, "CAN_REVOKE_TOKENS");
    rows.give("ada", "revoker");
    rows.give("bob", "moderator");
    assertForbidden(endAll(ofBob, token()));
    rows.take("bob", "moderator");
    JsonNode ended = endAll(ofBob, token()).data();
    assertEquals(1, ended.get("sessions").longValue());
    assertInactive(status(Map.of(), bob));
    assertRefused(
        404,
        "unknown_account",
        "There is no such account.",
        endAll(Map.of("user_id", UUID.randomUUID()), token()));
  }
}
