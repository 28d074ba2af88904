package warren.service.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.support.Bodies.assertFieldsRefused;
import static warren.service.support.Bodies.assertForbidden;
import static warren.service.support.Bodies.assertInvalidFields;
import static warren.service.support.Bodies.assertRefused;
import static warren.service.support.Bodies.assertUsernameTaken;
import static warren.service.support.Bodies.assertWeakPassword;
import static warren.service.support.Bodies.json;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;
import warren.service.support.WarrenTest.Scope;

/** RequestSignUp: accounts that somebody has to enable. */
@WarrenTest
class SignUpIT {
  private final TestService service;
  private final Rows rows;

  SignUpIT(TestService service, Rows rows) {
    this.service = service;
    this.rows = rows;
  }

  private Reply signUp(String username, Map<String, ?> more, @Nullable String token)
      throws Exception {
    Map<String, Object> body = new HashMap<>(Map.of("password", TestService.PASSWORD));
    body.put("username", username);
    body.putAll(more);
    return service.client().call("RequestSignUp", body, token);
  }

  private Reply signUp(String username, Map<String, ?> more) throws Exception {
    return signUp(username, more, null);
  }

  private Reply login() throws Exception {
    var body = Map.of("username", "ada", "password", TestService.PASSWORD);
    return service.client().call("RequestLoginToken", body);
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
    assertNotEnabled(login());
    var body = Map.of("user_id", id, "enabled", true);
    service.client().call("RequestAccountEnable", body, service.adminToken()).data();
    login().data();
  }

  @WarrenTest(settings = "WARREN_REGISTRATION=open", scope = Scope.TEST)
  @Test
  void theAccountIsDisabledForEverySenderUnderOpenRegistration() throws Exception {
    assertDisabledForEverySender();
  }

  @WarrenTest(settings = "WARREN_REGISTRATION=approval", scope = Scope.TEST)
  @Test
  void theAccountIsDisabledForEverySenderUnderRegistrationByApproval() throws Exception {
    assertDisabledForEverySender();
  }

  private void assertDisabledForEverySender() throws Exception {
    assertEquals(json("false"), signUp("ada", Map.of(), null).data().get("enabled"));
    assertNotEnabled(login());
    var byAdministrator = signUp("bob", Map.of(), service.adminToken());
    assertEquals(json("false"), byAdministrator.data().get("enabled"));
    var withBadToken = signUp("carol", Map.of(), "nonsense");
    assertEquals(json("false"), withBadToken.data().get("enabled"));
  }

  @WarrenTest(settings = "WARREN_REGISTRATION=closed", scope = Scope.TEST)
  @Test
  void closedRegistrationForbidsSignUpToEverySender() throws Exception {
    assertForbidden(signUp("ada", Map.of(), null));
    assertForbidden(signUp("ada", Map.of(), service.adminToken()));
    assertForbidden(signUp("\u3164", Map.of("password", "1234"), null));
    assertEquals(1, rows.count("account"));
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
    assertForbidden(signUp("ada", body, service.adminToken()));
    assertRefused(
        404,
        "unknown_group",
        "There is no such group.",
        signUp("ada", Map.of("groups", List.of(closed + 1))));
    assertEquals(0, accounts());
  }
}
