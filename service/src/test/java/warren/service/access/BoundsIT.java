package warren.service.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.support.Bodies.assertForbidden;
import static warren.service.support.Bodies.assertUnknownAccount;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** Holders of a permission act on themselves and on accounts of a lower level. */
@WarrenTest
class BoundsIT {
  static final List<String> OPERATIONS =
      List.of(
          "RequestInvalidateAllTokens",
          "RequestAccountEnable",
          "UpdateAccount",
          "UpdateAccountPrivileges",
          "UpdateAccountRoles",
          "UpdateAccountGroups",
          "RequestAccountDelete",
          "RequestAccountReset",
          "RequestBanUser",
          "RequestUnbanUser",
          "RequestFlagUser",
          "RequestUnflagUser");

  private static final String[] PERMISSIONS = {
    "CAN_REVOKE_TOKENS",
    "CAN_ENABLE_ACCOUNTS",
    "CAN_UPDATE_ACCOUNTS",
    "CAN_ASSIGN_ROLES",
    "CAN_MANAGE_GROUPS",
    "CAN_DELETE_ACCOUNTS",
    "CAN_RESET_PASSWORDS",
    "CAN_BAN_USERS",
    "CAN_FLAG_USERS"
  };

  private final TestService service;
  private final Rows rows;

  private String officer = "";

  BoundsIT(TestService service, Rows rows) throws Exception {
    this.service = service;
    this.rows = rows;
    rows.role("officer", 5, PERMISSIONS);
    rows.role("chief", 20, PERMISSIONS);
    rows.role("below", 4);
    rows.role("equal", 5);
    rows.role("above", 6);
    rows.role("top", 20);
  }

  @BeforeEach
  void empty() throws Exception {
    officer = service.holder("officer", "officer");
  }

  private Reply act(String operation, Object target, String token) throws Exception {
    Map<String, Object> body = new HashMap<>(Map.of("user_id", target));
    switch (operation) {
      case "UpdateAccount" -> body.put("first_name", "Augusta");
      case "RequestAccountEnable" -> body.put("enabled", false);
      case "UpdateAccountPrivileges" -> body.put("new_role", "user");
      case "UpdateAccountRoles" -> body.put("roles", List.of("user"));
      case "UpdateAccountGroups" -> body.put("groups", List.of());
      case "RequestBanUser" -> body.put("permanent", false);
      default -> {}
    }
    return service.client().call(operation, body, token);
  }

  private void assertMay(String operation, UUID target, String token) throws Exception {
    act(operation, target, token).data();
  }

  private void assertMayNot(String operation, UUID target, String token) throws Exception {
    var before = rows.about(target);
    assertForbidden(act(operation, target, token));
    assertEquals(before, rows.about(target));
  }

  private UUID account(String username, String role) throws Exception {
    var id = UUID.fromString(service.account(username));
    if (!role.equals("user")) {
      rows.give(username, role);
    }
    return id;
  }

  @ParameterizedTest
  @FieldSource("OPERATIONS")
  void onlyAccountsOfALowerLevelCanBeChanged(String operation) throws Exception {
    for (var lower : List.of("user", "below")) {
      assertMay(operation, account("under" + lower, lower), officer);
    }
    for (var other : List.of("equal", "officer", "above", "moderator", "top", "admin")) {
      assertMayNot(operation, account("over" + other, other), officer);
    }
  }

  @ParameterizedTest
  @FieldSource("OPERATIONS")
  void rolesOfGroupsDetermineTheLevelOfBothAccounts(String operation) throws Exception {
    var target = account("ada", "below");
    rows.join("ada", rows.group("Equals", false, "equal", "user"));
    assertMayNot(operation, target, officer);
    rows.join("officer", rows.group("Above", false, "above"));
    assertMay(operation, target, officer);
  }

  @ParameterizedTest
  @FieldSource("OPERATIONS")
  void anAdministratorActsOnEveryone(String operation) throws Exception {
    var admin = service.holder("boss", "admin");
    for (var role : List.of("user", "moderator", "top", "admin")) {
      assertMay(operation, account("of" + role, role), admin);
    }
  }

  @ParameterizedTest
  @FieldSource("OPERATIONS")
  void anotherRoleOfTheHighestLevelIsNotAdmin(String operation) throws Exception {
    var chief = service.holder("chief", "chief");
    assertMay(operation, account("moderator", "moderator"), chief);
    assertMayNot(operation, account("top", "top"), chief);
    assertMayNot(operation, rows.account("admin"), chief);
  }

  @ParameterizedTest
  @FieldSource("OPERATIONS")
  void onesOwnAccountHasNoBound(String operation) throws Exception {
    assertMay(operation, rows.account("officer"), officer);
  }

  @ParameterizedTest
  @FieldSource("OPERATIONS")
  void onlyAPermittedSenderLearnsThatAnAccountIsUnknownOrErased(String operation) throws Exception {
    var erased = account("gone", "moderator");
    rows.erase("gone");
    var user = service.holder("user", "below");
    for (var target : List.of(erased, UUID.randomUUID(), new UUID(0, 0))) {
      assertUnknownAccount(act(operation, target, officer));
      assertUnknownAccount(act(operation, target, service.adminToken()));
      assertForbidden(act(operation, target, user));
    }
  }
}
