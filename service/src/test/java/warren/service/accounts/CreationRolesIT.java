package warren.service.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.support.Bodies.assertForbidden;
import static warren.service.support.Bodies.assertRefused;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** Roles and groups of a new account, and the permissions to assign them. */
@WarrenTest
class CreationRolesIT {
  private final TestService service;
  private final Rows rows;
  private final String admin;

  CreationRolesIT(TestService service, Rows rows) throws Exception {
    this.service = service;
    this.rows = rows;
    this.admin = service.adminToken();
    rows.role("registrar", 5, "CAN_CREATE_ACCOUNTS");
    rows.role("weaker", 4);
    rows.role("equal", 5, "CAN_CREATE_ACCOUNTS");
    rows.role("more", 5, "CAN_CREATE_ACCOUNTS", "CAN_READ_AUDIT");
    rows.role("weaker-but-more", 1, "CAN_READ_AUDIT");
    rows.role("higher", 6);
    rows.role("keeper", 5, "CAN_MANAGE_GROUPS");
  }

  private Reply create(String field, Object value, @Nullable String token) throws Exception {
    rows.change("delete from account where username_key = 'new'");
    Map<String, Object> body = new HashMap<>();
    body.put("username", "new");
    body.put("password", TestService.PASSWORD);
    body.put(field, value);
    return service.client().call("RequestAccountCreate", body, token);
  }

  private Reply withRole(Object role, @Nullable String token) throws Exception {
    return create("role", role, token);
  }

  private Reply inGroups(List<Long> groups, @Nullable String token) throws Exception {
    return create("groups", groups, token);
  }

  private void assertRole(String expected, Reply creation) throws Exception {
    var id = creation.data().get("user-id").textValue();
    var data = service.client().call("RequestAccountData", Map.of("user_id", id), admin).data();
    assertEquals(expected, data.get("role").textValue());
    assertEquals(1, data.get("roles").size());
  }

  private void assertGroups(List<Long> expected, Reply creation) {
    var id = UUID.fromString(creation.data().get("user-id").textValue());
    assertEquals(
        expected,
        rows.all(
            Long.class,
            "select group_id from account_group_member where account_id = ? order by group_id",
            id));
  }

  private void assertNoAccountCreated() {
    assertEquals(0, rows.count("account where username_key = 'new'"));
  }

  /** The token of an account that holds a role beside {@code user}. */
  private String tokenOf(String role) throws Exception {
    service.account(role);
    rows.give(role, role);
    return service.token(role, TestService.PASSWORD);
  }

  private List<Object> waysToSay(String role, int level) {
    var id = rows.roleId(role).toString();
    return List.of(
        role,
        role.toUpperCase(Locale.ROOT),
        Integer.toString(level),
        level,
        id,
        id.toUpperCase(Locale.ROOT));
  }

  @Test
  void anyoneMayAskForTheDefaultRoleInEveryWay() throws Exception {
    for (var role : waysToSay("user", 0)) {
      assertRole("user", withRole(role, null));
    }
  }

  @Test
  void holdersOfThePermissionCanRequestTheDefaultRole() throws Exception {
    // this account's roles do not include the default role's permissions
    var registrar = tokenOf("registrar");
    rows.take("registrar", "user");
    for (var role : waysToSay("user", 0)) {
      assertRole("user", withRole(role, registrar));
    }
  }

  @Test
  void withoutThePermissionEveryOtherRoleIsForbidden() throws Exception {
    service.account("ada");
    var tokens = new String[] {null, service.token("ada", TestService.PASSWORD), tokenOf("keeper")};
    for (var token : tokens) {
      for (var role : List.of("weaker", "nobody", "5", 21, UUID.randomUUID().toString())) {
        assertForbidden(withRole(role, token));
      }
      for (var role : waysToSay("moderator", 10)) {
        assertForbidden(withRole(role, token));
      }
    }
    assertNoAccountCreated();
  }

  @Test
  void anAdministratorMayGiveEveryRoleInEveryWay() throws Exception {
    for (var role : waysToSay("admin", 20)) {
      assertRole("admin", withRole(role, admin));
    }
    for (var role : waysToSay("moderator", 10)) {
      assertRole("moderator", withRole(role, admin));
    }
    assertRole("more", withRole("more", admin));
    assertRole("more", withRole(rows.roleId("more").toString(), admin));
  }

  @Test
  void anUnknownRoleIsRefused() throws Exception {
    // only built-in roles are identified by their level
    for (Object role : List.of("nobody", "5", 5, -1, 21, "1e1", UUID.randomUUID().toString())) {
      assertRefused(404, "unknown_role", "There is no such role.", withRole(role, admin));
    }
    assertNoAccountCreated();
  }

  @Test
  void aRoleMayBeGivenUpToOnesLevelWhereOneHoldsAllOfItsPermissions() throws Exception {
    var registrar = tokenOf("registrar");
    for (var role : List.of("user", "weaker", "equal", "registrar")) {
      assertRole(role, withRole(role, registrar));
    }
    for (var role : List.of("more", "weaker-but-more", "higher", "moderator", "admin")) {
      assertForbidden(withRole(role, registrar));
      assertNoAccountCreated();
    }
    assertRefused(404, "unknown_role", "There is no such role.", withRole("nobody", registrar));
  }

  @Test
  void levelAndPermissionsMayComeFromDifferentRoles() throws Exception {
    var registrar = tokenOf("registrar");
    rows.give("registrar", "weaker-but-more");
    assertRole("more", withRole("more", registrar));
    rows.give("registrar", "higher");
    assertRole("higher", withRole("higher", registrar));
  }

  @Test
  void rolesOfGroupsDetermineTheSendersLevel() throws Exception {
    service.account("ada");
    var token = service.token("ada", TestService.PASSWORD);
    assertForbidden(withRole("equal", token));
    rows.join("ada", rows.group("Registrars", false, "registrar"));
    assertRole("equal", withRole("equal", token));
  }

  @Test
  void anyoneMayJoinOpenGroups() throws Exception {
    var readers = rows.group("Readers", true);
    var writers = rows.group("Writers", true);
    assertGroups(List.of(), inGroups(List.of(), null));
    assertGroups(List.of(readers), inGroups(List.of(readers), null));
    assertGroups(List.of(readers, writers), inGroups(List.of(writers, readers, writers), null));
  }

  @Test
  void otherGroupsAreForThoseWhoManageGroups() throws Exception {
    var open = rows.group("Open", true);
    var closed = rows.group("Closed", false);
    var registrar = tokenOf("registrar");
    for (var token : new String[] {null, registrar}) {
      assertForbidden(inGroups(List.of(closed), token));
      assertForbidden(inGroups(List.of(open, closed), token));
      assertForbidden(inGroups(List.of(closed, Long.MAX_VALUE), token));
      assertNoAccountCreated();
    }
    assertGroups(List.of(open, closed), inGroups(List.of(open, closed), tokenOf("keeper")));
    assertGroups(List.of(closed), inGroups(List.of(closed), admin));
  }

  @Test
  void aGroupsRolesMustBeOnesThatTheCallerMayGive() throws Exception {
    var keeper = tokenOf("keeper");
    var allowed = rows.group("Allowed", false, "keeper", "weaker");
    var moderators = rows.group("Moderators", false, "weaker", "moderator");
    var auditors = rows.group("Auditors", false, "weaker-but-more");
    assertGroups(List.of(allowed), inGroups(List.of(allowed), keeper));
    assertForbidden(inGroups(List.of(moderators), keeper));
    assertForbidden(inGroups(List.of(auditors), keeper));
    assertForbidden(inGroups(List.of(allowed, auditors), keeper));
    assertNoAccountCreated();
    assertGroups(List.of(moderators, auditors), inGroups(List.of(moderators, auditors), admin));
  }

  @Test
  void anUnknownGroupIsRefusedAndNoAccountIsCreated() throws Exception {
    var open = rows.group("Open", true);
    for (var token : new String[] {null, admin}) {
      for (var unknown : List.of(0L, -1L, open + 1, Long.MAX_VALUE)) {
        assertRefused(
            404,
            "unknown_group",
            "There is no such group.",
            inGroups(List.of(open, unknown), token));
      }
    }
    assertNoAccountCreated();
    assertEquals(0, rows.count("account_group_member"));
  }
}
