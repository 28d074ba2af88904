package warren.service.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.support.Bodies.assertFieldsRefused;
import static warren.service.support.Bodies.assertForbidden;
import static warren.service.support.Bodies.assertInvalidFields;
import static warren.service.support.Bodies.assertRefused;
import static warren.service.support.Bodies.assertUsernameTaken;
import static warren.service.support.Bodies.assertWeakPassword;
import static warren.service.support.Bodies.json;

import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import warren.contracts.json.Json;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** RequestSignUp: accounts that somebody has to enable. */
@WarrenTest
class SignUpIT {
  private final TestService service;
  private final Rows rows;

  SignUpIT(TestService service, Rows rows) {
    this.service = service;
    this.rows = rows;
  }

  private static Reply signUp(
      TestService to, String username, Map<String, ?> more, @Nullable String token)
      throws Exception {
    Map<String, Object> body = new HashMap<>(Map.of("password", TestService.PASSWORD));
    body.put("username", username);
    body.putAll(more);
    return to.client().call("RequestSignUp", body, token);
  }

  private Reply signUp(String username, Map<String, ?> more) throws Exception {
    return signUp(service, username, more, null);
  }

  private static Reply login(TestService to) throws Exception {
    var body = Map.of("username", "ada", "password", TestService.PASSWORD);
    return to.client().call("RequestLoginToken", body);
  }

  private static void assertNotEnabled(Reply reply) throws Exception {
    assertRefused(403, "not_enabled", "This account is not enabled.", reply);
  }

  private long accounts() {
    return rows.count("account where username_key <> 'admin'");
  }

  @Test
  void anAccountIsConfirmedWithItsIdTimeAndState() throws Exception {
    var reply = signUp("Ada", Map.of());
    var data = reply.data();
    var id = data.path("user-id").asText();
    var createdAt = data.path("created_at").asText();
    assertEquals(
        json("{data: {'user-id': '%s', created_at: '%s', enabled: false}}", id, createdAt),
        reply.body());
    assertEquals("ConfirmSignUp", reply.properties().getType());
    assertEquals(rows.account("ada"), UUID.fromString(id));
    assertEquals(
        rows.one(Instant.class, "select created_at from account where username = 'Ada'"),
        Instant.parse(createdAt));
  }

  @Test
  void allFieldsAreStoredAndTheRoleIsUser() throws Exception {
    var open = rows.group("Readers", true);
    signUp(
            "Ada",
            Map.of(
                "user_email", "Ada@Example.org",
                "first_name", "Ada",
                "last_name", "Lovelace",
                "groups", List.of(open),
                "role", "admin"))
        .data();
    var body = Map.of("user_id", rows.account("ada"));
    var data = service.client().call("RequestAccountData", body, service.adminToken()).data();
    assertEquals("Ada", data.get("username").textValue());
    assertEquals("Ada@Example.org", data.get("user_email").textValue());
    assertEquals("Ada", data.get("first_name").textValue());
    assertEquals("Lovelace", data.get("last_name").textValue());
    assertEquals(1, data.get("roles").size());
    assertEquals("user", data.get("role").textValue());
    assertEquals(json("[{id: %d, name: 'Readers'}]", open), data.get("groups"));
    assertEquals(json("false"), data.get("enabled"));
  }

  @Test
  void itLogsInOnceItIsEnabled() throws Exception {
    var id = signUp("ada", Map.of()).data().get("user-id");
    assertNotEnabled(login(service));
    var body = Map.of("user_id", id, "enabled", true);
    service.client().call("RequestAccountEnable", body, service.adminToken()).data();
    login(service).data();
  }

  @Test
  void theAccountIsDisabledForEverySenderUnderOpenRegistrationAndByApproval() throws Exception {
    for (var registration : List.of("open", "approval")) {
      try (var own = TestService.start(Map.of("WARREN_REGISTRATION", registration))) {
        assertEquals(json("false"), signUp(own, "ada", Map.of(), null).data().get("enabled"));
        assertNotEnabled(login(own));
        var byAdministrator = signUp(own, "bob", Map.of(), own.adminToken());
        assertEquals(json("false"), byAdministrator.data().get("enabled"));
        var withBadToken = signUp(own, "carol", Map.of(), "nonsense");
        assertEquals(json("false"), withBadToken.data().get("enabled"));
      }
    }
  }

  @Test
  void closedRegistrationForbidsSignUpToEverySender() throws Exception {
    try (var closed = TestService.start(Map.of("WARREN_REGISTRATION", "closed"))) {
      assertForbidden(signUp(closed, "ada", Map.of(), null));
      assertForbidden(signUp(closed, "ada", Map.of(), closed.adminToken()));
      assertForbidden(signUp(closed, "\u3164", Map.of("password", "1234"), null));
      assertEquals(1, new Rows(closed).count("account"));
    }
  }

  @Test
  void namesThatAreTakenAreRefused() throws Exception {
    signUp("ada", Map.of("user_email", "ada@example.org")).data();
    assertUsernameTaken(signUp("ＡＤＡ", Map.of()));
    assertFieldsRefused(
        409,
        "email_taken",
        "This e-mail address is taken.",
        "{user_email: ['is taken']}",
        signUp("bob", Map.of("user_email", "ADA@example.org")));
    assertEquals(1, accounts());
  }

  @Test
  void weakPasswordsAndInvisibleNamesAreRefused() throws Exception {
    assertWeakPassword(
        "'is one of the most common passwords'", signUp("ada", Map.of("password", "password")));
    assertInvalidFields(
        "{username: ['must contain a visible character']}", signUp("\u3164", Map.of()));
    assertEquals(0, accounts());
  }

  @Test
  void onlyOpenGroupsMayBeJoinedEvenByAnAdministrator() throws Exception {
    var closed = rows.group("Closed", false);
    var body = Map.of("groups", List.of(closed));
    assertForbidden(signUp("ada", body));
    assertForbidden(signUp(service, "ada", body, service.adminToken()));
    assertRefused(
        404,
        "unknown_group",
        "There is no such group.",
        signUp("ada", Map.of("groups", List.of(closed + 1))));
    assertEquals(0, accounts());
  }

  @Test
  void signUpsAndCreationsShareTheLimitOfAnAddress() throws Exception {
    for (var i = 1; i <= 20; i++) {
      from(i % 2 == 0 ? "RequestSignUp" : "RequestAccountCreate", "user" + i).data();
    }
    for (var operation : List.of("RequestSignUp", "RequestAccountCreate")) {
      var refused = from(operation, "late");
      assertEquals(429, refused.status());
      assertEquals("throttled", refused.code());
      assertTrue(refused.body().path("error").path("retry_after_ms").asLong() > 0);
    }
    assertEquals(20, accounts());
    signUp("ada", Map.of()).data();
  }

  /** Sends a request with a trusted client address. */
  private Reply from(String operation, String username) throws Exception {
    var user = URI.create(service.place().amqpUri()).getUserInfo().replaceFirst(":.*", "");
    var properties =
        service
            .client()
            .properties()
            .userId(user)
            .headers(Map.of("client_ip", "203.0.113.7"))
            .build();
    var body = Map.of("username", username, "password", TestService.PASSWORD);
    return service.client().send(operation, properties, Json.write(body));
  }
}
