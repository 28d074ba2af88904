package warren.service.passwords;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.support.Bodies.assertForbidden;
import static warren.service.support.Bodies.assertUnauthenticated;
import static warren.service.support.Bodies.assertUnknownAccount;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** Permissions to reset passwords. */
@WarrenTest
class PasswordResetAccessIT {
  private static final String RESET = "RequestAccountReset";
  private static final UUID UNKNOWN = UUID.fromString("019449c5-6f00-7000-8000-000000000009");

  private final TestService service;
  private final Rows rows;
  private final String admin;

  PasswordResetAccessIT(TestService service, Rows rows) throws Exception {
    this.service = service;
    this.rows = rows;
    this.admin = service.adminToken();
    rows.role("helpdesk", 5, "CAN_RESET_PASSWORDS");
    rows.role("below", 4);
    rows.role("equal", 5);
    rows.role("above", 6);
  }

  @BeforeEach
  void onlyAda() throws Exception {
    account("ada");
  }

  /** Makes an account with an e-mail address. */
  private void account(String username) throws Exception {
    var email = username + "@example.org";
    var body = Map.of("username", username, "user_email", email, "password", TestService.PASSWORD);
    service.client().call("RequestAccountCreate", body).data();
  }

  private String tokenOf(String username) throws Exception {
    return service.token(username, TestService.PASSWORD);
  }

  /** The token of a new account that may reset passwords from level 5. */
  private String helper() throws Exception {
    account("helper");
    rows.give("helper", "helpdesk");
    return tokenOf("helper");
  }

  private Reply reset(Map<String, ?> body, @Nullable String token) throws Exception {
    return service.client().call(RESET, body, token);
  }

  private Reply resetOf(String username, String token) throws Exception {
    return reset(Map.of("username", username), token);
  }

  private void assertIssued(String username, Reply reply) throws Exception {
    reply.data();
    assertEquals(
        List.of(rows.account(username)),
        rows.all(UUID.class, "select account_id from password_reset"));
    rows.change("delete from password_reset");
  }

  private void assertNoDefaultPasswordIssued() {
    assertEquals(0, rows.count("password_reset"));
  }

  @Test
  void withoutAnActiveTokenAResetIsRefused() throws Exception {
    for (var token : new @Nullable String[] {null, "", "nonsense"}) {
      assertUnauthenticated(reset(Map.of(), token));
      assertUnauthenticated(reset(Map.of("username", "ada"), token));
      assertUnauthenticated(reset(Map.of("username", "nobody"), token));
    }
    assertNoDefaultPasswordIssued();
  }

  @Test
  void withoutThePermissionEveryOtherAccountIsForbiddenWhetherThereIsOneOrNot() throws Exception {
    account("bob");
    var token = tokenOf("ada");
    for (var body :
        List.<Map<String, ?>>of(
            Map.of("username", "bob"),
            Map.of("username", "nobody"),
            Map.of("user_email", "bob@example.org"),
            Map.of("user_email", "nobody@example.org"),
            Map.of("user_id", rows.account("bob")),
            Map.of("user_id", UNKNOWN))) {
      assertForbidden(reset(body, token));
    }
    assertNoDefaultPasswordIssued();
  }

  @Test
  void withThePermissionAnUnknownAccountIsUnknown() throws Exception {
    var token = helper();
    for (var body :
        List.<Map<String, ?>>of(
            Map.of("username", "nobody"),
            Map.of("username", "ada@example.org"),
            Map.of("user_email", "nobody@example.org"),
            Map.of("user_id", UNKNOWN))) {
      assertUnknownAccount(reset(body, token));
      assertUnknownAccount(reset(body, admin));
    }
  }

  @Test
  void anErasedAccountIsUnknown() throws Exception {
    var id = rows.account("ada");
    rows.erase("ada");
    assertUnknownAccount(reset(Map.of("user_id", id), admin));
    assertUnknownAccount(resetOf("ada", admin));
    assertUnknownAccount(reset(Map.of("user_email", "ada@example.org"), admin));
  }

  @Test
  void othersAreResetOnlyFromAHigherLevel() throws Exception {
    var token = helper();
    for (var role : List.of("below", "equal", "above", "moderator", "boss")) {
      account(role);
      rows.give(role, role.equals("boss") ? "admin" : role);
    }
    assertIssued("below", resetOf("below", token));
    assertIssued("helper", resetOf("helper", token));
    for (var name : List.of("equal", "above", "moderator", "boss", "admin")) {
      assertForbidden(resetOf(name, token));
      assertForbidden(reset(Map.of("user_id", rows.account(name)), token));
    }
    assertForbidden(reset(Map.of("user_email", "equal@example.org"), token));
    assertNoDefaultPasswordIssued();
  }

  @Test
  void rolesOfGroupsDetermineTheLevelOfBothAccounts() throws Exception {
    var token = helper();
    account("bob");
    account("carol");
    rows.give("carol", "equal");
    var group = rows.group("Sixes", false, "above");
    assertIssued("bob", resetOf("bob", token));
    rows.join("bob", group);
    assertForbidden(resetOf("bob", token));
    assertForbidden(resetOf("carol", token));
    rows.join("helper", group);
    assertForbidden(resetOf("bob", token));
    assertIssued("carol", resetOf("carol", token));
  }

  @Test
  void anAdministratorResetsAnotherAdministrator() throws Exception {
    account("boss");
    rows.give("boss", "admin");
    assertIssued("boss", resetOf("boss", admin));
    assertIssued("admin", resetOf("admin", tokenOf("boss")));
  }
}
