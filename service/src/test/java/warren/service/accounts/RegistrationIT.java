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

/** Who may create accounts under each registration setting, and whether they can log in. */
class RegistrationIT {
  private static TestService start(String registration) throws Exception {
    return TestService.start(Map.of("WARREN_REGISTRATION", registration));
  }

  private static Reply create(TestService service, String username, @Nullable String token)
      throws Exception {
    var body = Map.of("username", username, "password", TestService.PASSWORD);
    return service.client().call("RequestAccountCreate", body, token);
  }

  private static Reply login(TestService service, String username, String password)
      throws Exception {
    var body = Map.of("username", username, "password", password);
    return service.client().call("RequestLoginToken", body);
  }

  private static void assertMadeEnabled(TestService service, String username, Reply reply)
      throws Exception {
    assertEquals(true, reply.data().get("enabled").booleanValue());
    assertEquals(200, login(service, username, TestService.PASSWORD).status());
  }

  private static void assertMadeDisabled(TestService service, String username, Reply reply)
      throws Exception {
    assertEquals(false, reply.data().get("enabled").booleanValue());
    assertRefused(
        403,
        "not_enabled",
        "This account is not enabled.",
        login(service, username, TestService.PASSWORD));
    assertRefused(
        401,
        "bad_credentials",
        "The username or the password is wrong.",
        login(service, username, "not the password"));
  }

  @Test
  void openRegistrationLetsAnyoneCreateEnabledAccounts() throws Exception {
    try (var service = start("open")) {
      assertMadeEnabled(service, "ada", create(service, "ada", null));
      var user = service.token("ada", TestService.PASSWORD);
      assertMadeEnabled(service, "bob", create(service, "bob", user));
      assertMadeEnabled(service, "carol", create(service, "carol", service.adminToken()));
    }
  }

  @Test
  void registrationByApprovalLetsOnlyHoldersOfThePermissionCreateEnabledAccounts()
      throws Exception {
    try (var service = start("approval")) {
      assertMadeDisabled(service, "ada", create(service, "ada", null));
      var admin = service.adminToken();
      assertMadeEnabled(service, "bob", create(service, "bob", admin));
      var user = service.token("bob", TestService.PASSWORD);
      assertMadeDisabled(service, "carol", create(service, "carol", user));

      var rows = new Rows(service);
      rows.role("registrar", 1, "CAN_CREATE_ACCOUNTS");
      rows.give("bob", "registrar");
      assertMadeEnabled(service, "dave", create(service, "dave", user));
    }
  }

  @Test
  void closedRegistrationLetsOnlyHoldersOfThePermissionCreateAccounts() throws Exception {
    try (var service = start("closed")) {
      assertForbidden(create(service, "ada", null));
      assertUnauthenticated(create(service, "ada", "nonsense"));
      assertMadeEnabled(service, "bob", create(service, "bob", service.adminToken()));
      var user = service.token("bob", TestService.PASSWORD);
      assertForbidden(create(service, "ada", user));

      var rows = new Rows(service);
      rows.role("registrar", 1, "CAN_CREATE_ACCOUNTS");
      rows.give("bob", "registrar");
      assertMadeEnabled(service, "ada", create(service, "ada", user));
      rows.take("bob", "registrar");
      assertForbidden(create(service, "carol", user));
      assertEquals(3, rows.count("account"));
    }
  }
}
