package warren.service.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.support.Bodies.assertForbidden;
import static warren.service.support.Bodies.assertRefused;
import static warren.service.support.Bodies.assertUnauthenticated;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;
import warren.service.support.WarrenTest.Scope;

/** Who may create accounts under each registration setting, and whether they can log in. */
@WarrenTest(settings = "WARREN_REGISTRATION=open")
class RegistrationIT {
  private final TestService service;
  private final Rows rows;

  RegistrationIT(TestService service, Rows rows) {
    this.service = service;
    this.rows = rows;
  }

  private Reply create(String username, @Nullable String token) throws Exception {
    var body = Map.of("username", username, "password", TestService.PASSWORD);
    return service.client().call("RequestAccountCreate", body, token);
  }

  private Reply login(String username, String password) throws Exception {
    var body = Map.of("username", username, "password", password);
    return service.client().call("RequestLoginToken", body);
  }

  private void assertMadeEnabled(String username, Reply reply) throws Exception {
    assertEquals(true, reply.data().get("enabled").booleanValue());
    assertEquals(200, login(username, TestService.PASSWORD).status());
  }

  private void assertMadeDisabled(String username, Reply reply) throws Exception {
    assertEquals(false, reply.data().get("enabled").booleanValue());
    assertRefused(
        403, "not_enabled", "This account is not enabled.", login(username, TestService.PASSWORD));
    assertRefused(
        401,
        "bad_credentials",
        "The username or the password is wrong.",
        login(username, "not the password"));
  }

  @Test
  void openRegistrationLetsAnyoneCreateEnabledAccounts() throws Exception {
    assertMadeEnabled("ada", create("ada", null));
    var user = service.token("ada", TestService.PASSWORD);
    assertMadeEnabled("bob", create("bob", user));
    assertMadeEnabled("carol", create("carol", service.adminToken()));
  }

  @WarrenTest(settings = "WARREN_REGISTRATION=approval", scope = Scope.TEST)
  @Test
  void registrationByApprovalLetsOnlyHoldersOfThePermissionCreateEnabledAccounts()
      throws Exception {
    assertMadeDisabled("ada", create("ada", null));
    var admin = service.adminToken();
    assertMadeEnabled("bob", create("bob", admin));
    var user = service.token("bob", TestService.PASSWORD);
    assertMadeDisabled("carol", create("carol", user));

    rows.role("registrar", 1, "CAN_CREATE_ACCOUNTS");
    rows.give("bob", "registrar");
    assertMadeEnabled("dave", create("dave", user));
  }

  @WarrenTest(settings = "WARREN_REGISTRATION=closed", scope = Scope.TEST)
  @Test
  void closedRegistrationLetsOnlyHoldersOfThePermissionCreateAccounts() throws Exception {
    assertForbidden(create("ada", null));
    assertUnauthenticated(create("ada", "nonsense"));
    assertMadeEnabled("bob", create("bob", service.adminToken()));
    var user = service.token("bob", TestService.PASSWORD);
    assertForbidden(create("ada", user));

    rows.role("registrar", 1, "CAN_CREATE_ACCOUNTS");
    rows.give("bob", "registrar");
    assertMadeEnabled("ada", create("ada", user));
    rows.take("bob", "registrar");
    assertForbidden(create("carol", user));
    assertEquals(3, rows.count("account"));
  }
}
